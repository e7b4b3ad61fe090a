//! The ways around that the compiler keeps shut. Each file under `ways_around/` must not compile, for the reason that
//! stands beside it.

#[test]
fn the_ways_around_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ways_around/*.rs");
}
