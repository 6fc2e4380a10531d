//! Public types can be sent and shared between threads.

use gainsay::{
    Article, Claim, ClaimKind, Document, Entity, Error, Extractor, ExtractorBuilder, Link, Mention,
    Offsets, Quote, Sentence, Sentences, Span, Tokens, Workspace,
};
use std::panic::{RefUnwindSafe, UnwindSafe};

fn shared<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}

#[test]
fn public_types_are_send_and_sync() {
    shared::<Article<'static>>();
    shared::<Claim>();
    shared::<ClaimKind>();
    shared::<Document<'static>>();
    shared::<Entity>();
    shared::<Error>();
    shared::<Extractor>();
    shared::<ExtractorBuilder>();
    shared::<Link>();
    shared::<Mention>();
    shared::<Offsets>();
    shared::<Quote>();
    shared::<Sentence>();
    shared::<Sentences<'static>>();
    shared::<Span>();
    shared::<Tokens<'static>>();
    shared::<Workspace>();
}

/// One extractor serves many threads, and all of them read the same.
#[test]
fn threads_share_an_extractor() {
    let text = "Norway accused Iceland of breaking the pact. Iceland denied it.";
    let extractor = Extractor::new();
    let alone = format!("{:?}", extractor.extract(text).claims());
    assert!(alone.contains("accusation") && alone.contains("denial"), "{alone}");
    std::thread::scope(|scope| {
        let read = || format!("{:?}", extractor.extract(text).claims());
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(read)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), alone);
        }
    });
}
