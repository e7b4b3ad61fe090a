//! The ways around that the compiler keeps shut. Each file under `ways_around/` must not compile, for the reason that
//! stands beside it.

#[test]
fn compile_fail_for_every_way_around() {
    trybuild::TestCases::new().compile_fail("tests/ways_around/*.rs");
}
