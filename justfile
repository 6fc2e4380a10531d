# The lines that .ci/run goes through, one by one, and a few more.

# Everything that must hold before a change lands.
ci:
    bash .ci/run

fmt:
    cargo fmt --all

lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings

test:
    cargo test --workspace

# The examples of all cue files.
check:
    cargo run --release -p gainsay-cli -- check gazetteers/cues/*.cue

doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --locked

# Writes the committed outputs anew; review the diff.
examples:
    UPDATE=1 cargo test --package gainsay-cli --test readme

# Speed of extraction beside bare scans of the same text.
bench:
    cargo bench --bench extract
    cargo bench --bench names

# Speed of the sentences and tokens beside bare scans of the same text.
bench-scans:
    cargo bench --bench sentences
    cargo bench --bench tokens
