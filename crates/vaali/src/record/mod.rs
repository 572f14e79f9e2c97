//! Canonical JSON, hashes, certificates and their verification.
