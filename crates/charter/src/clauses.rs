//! Clauses over yes-or-no variables, and whether all of them can hold at once: the small search behind "is there a question that …?".
//!
//! Unit propagation, and backtracking to a guess that has to do with what failed: what is asked here has a few hundred variables and hardly a
//! choice. A search that takes too long is given up and says so, so that nothing is concluded from it.

/// A variable, or its opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Literal(usize);

impl std::ops::Not for Literal {
    type Output = Literal;
    fn not(self) -> Literal {
        Literal(self.0 ^ 1)
    }
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// They can hold together: so.
    Model(Model),
    /// They cannot.
    Nothing,
    /// It took too long to say.
    Unknown,
}

/// Every variable with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model(Vec<bool>);

impl Model {
    /// Whether a literal holds.
    pub(crate) fn holds(&self, literal: Literal) -> bool {
        self.0.get(literal.0 / 2).copied().unwrap_or_default() != (literal.0 % 2 == 1)
    }
}

/// Clauses of which all have to hold; each asks that one of its literals does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clauses {
    variables: usize,
    all: Vec<Vec<Literal>>,
}

/// So many guesses, then it is given up.
const MOST_GUESSES: usize = 5_000;

impl Clauses {
    /// A new variable.
    pub(crate) fn variable(&mut self) -> Literal {
        self.variables += 1;
        Literal((self.variables - 1) * 2)
    }

    /// One of these holds.
    pub(crate) fn one_of(&mut self, literals: impl IntoIterator<Item = Literal>) {
        self.all.push(literals.into_iter().collect());
    }

    /// A variable that holds exactly when all of these do.
    pub(crate) fn all(&mut self, literals: &[Literal]) -> Literal {
        let whole = self.variable();
        for part in literals {
            self.one_of([!whole, *part]);
        }
        let open = literals.iter().map(|part| !*part);
        self.one_of(open.chain([whole]));
        whole
    }

    /// A variable that holds exactly when one of these does.
    pub(crate) fn any(&mut self, literals: &[Literal]) -> Literal {
        let not: Vec<Literal> = literals.iter().map(|one| !*one).collect();
        !self.all(&not)
    }

    /// At most one of these holds.
    pub(crate) fn at_most_one(&mut self, literals: &[Literal]) {
        for (place, one) in literals.iter().enumerate() {
            for other in literals.iter().skip(place + 1) {
                self.one_of([!*one, !*other]);
            }
        }
    }

    /// Looks for values by which all clauses hold.
    pub(crate) fn search(&self) -> Found {
        let mut found = Search {
            clauses: &self.all,
            with: vec![Vec::new(); self.variables * 2],
            values: vec![None; self.variables],
            because: vec![Because::Given; self.variables],
            set: Vec::new(),
            guesses: 0,
        };
        for (place, clause) in self.all.iter().enumerate() {
            for literal in clause {
                if let Some(with) = found.with.get_mut(literal.0) {
                    with.push(place);
                }
            }
        }
        found.run()
    }
}

/// Why a variable has its value.
#[derive(Clone)]
enum Because {
    /// It has to, whatever is guessed.
    Given,
    /// It is the one literal left of this clause.
    Clause(usize),
    Guessed,
    /// The opposite failed with these other guesses.
    Turned(Vec<usize>),
}

struct Search<'c> {
    clauses: &'c [Vec<Literal>],
    /// The clauses that have a literal, by literal.
    with: Vec<Vec<usize>>,
    values: Vec<Option<bool>>,
    because: Vec<Because>,
    /// What was set, in order, so that it can be taken back.
    set: Vec<Literal>,
    guesses: usize,
}

impl Search<'_> {
    fn value(&self, literal: Literal) -> Option<bool> {
        let value = self.values.get(literal.0 / 2).copied().flatten()?;
        Some(value != (literal.0 % 2 == 1))
    }

    fn run(&mut self) -> Found {
        for clause in self.clauses {
            match clause.as_slice() {
                [] => return Found::Nothing,
                [only] if self.settle(*only, Because::Given).is_err() => return Found::Nothing,
                _ => {}
            }
        }
        // What was guessed, with how much was set before it.
        let mut guessed: Vec<(usize, Literal)> = Vec::new();
        loop {
            let Some(guess) = self.open() else {
                let values = self.values.iter().map(|value| value.unwrap_or(false));
                return Found::Model(Model(values.collect()));
            };
            self.guesses += 1;
            if self.guesses > MOST_GUESSES {
                return Found::Unknown;
            }
            guessed.push((self.set.len(), guess));
            let mut done = self.settle(guess, Because::Guessed);
            while let Err(mut failed) = done {
                // Back to the last guess that this failed by; those after it have nothing to do with it.
                let Some((before, guess)) = guessed.pop() else {
                    return Found::Nothing;
                };
                self.take_back(before);
                done = match failed.iter().position(|it| *it == guess.0 / 2) {
                    Some(place) => {
                        failed.swap_remove(place);
                        self.settle(!guess, Because::Turned(failed))
                    }
                    None => Err(failed),
                };
            }
        }
    }

    /// A literal of the clause that has the fewest open and would not hold if nothing more were set.
    fn open(&self) -> Option<Literal> {
        let mut best: Option<(usize, Literal)> = None;
        for clause in self.clauses {
            let mut open = None;
            let mut count = 0;
            let mut holds = false;
            for literal in clause {
                match self.value(*literal) {
                    Some(true) => {
                        holds = true;
                        break;
                    }
                    Some(false) => {}
                    // What is never set does not hold, so its opposite does.
                    None if !literal.0.is_multiple_of(2) => {
                        holds = true;
                        break;
                    }
                    None => {
                        count += 1;
                        open = open.or(Some(*literal));
                    }
                }
            }
            if let Some(literal) = open.filter(|_| !holds)
                && best.is_none_or(|(fewest, _)| count < fewest)
            {
                // One that has only one open is settled.
                if count == 2 {
                    return Some(literal);
                }
                best = Some((count, literal));
            }
        }
        best.map(|(_, literal)| literal)
    }

    /// Sets a literal and what follows from it; where that cannot be, the guesses by which it fails.
    fn settle(&mut self, literal: Literal, because: Because) -> Result<(), Vec<usize>> {
        let mut waiting = vec![(literal, because)];
        while let Some((literal, because)) = waiting.pop() {
            match self.value(literal) {
                Some(true) => continue,
                Some(false) => return Err(self.behind(literal, &because)),
                None => {}
            }
            let variable = literal.0 / 2;
            if let Some(value) = self.values.get_mut(variable) {
                *value = Some(literal.0.is_multiple_of(2));
            }
            if let Some(why) = self.because.get_mut(variable) {
                *why = because;
            }
            self.set.push(literal);
            let touched = self.with.get((!literal).0).map_or(&[][..], Vec::as_slice);
            for place in touched {
                let clause = self.clauses.get(*place).map_or(&[][..], Vec::as_slice);
                let mut open = None;
                let mut settled = false;
                for one in clause {
                    match self.value(*one) {
                        Some(false) => {}
                        None if open.is_none() => open = Some(*one),
                        // It holds, or has a choice left.
                        _ => {
                            settled = true;
                            break;
                        }
                    }
                }
                match open {
                    _ if settled => {}
                    Some(one) => waiting.push((one, Because::Clause(*place))),
                    None => return Err(self.guesses_of(clause.iter().map(|one| one.0 / 2))),
                }
            }
        }
        Ok(())
    }

    /// The guesses behind a literal that has to hold and does not.
    fn behind(&self, literal: Literal, because: &Because) -> Vec<usize> {
        let own = std::iter::once(literal.0 / 2);
        match because {
            Because::Clause(place) => {
                let clause = self.clauses.get(*place).map_or(&[][..], Vec::as_slice);
                self.guesses_of(own.chain(clause.iter().map(|one| one.0 / 2)))
            }
            Because::Turned(others) => self.guesses_of(own.chain(others.iter().copied())),
            Because::Given | Because::Guessed => self.guesses_of(own),
        }
    }

    /// The guesses that the values of these variables rest on.
    fn guesses_of(&self, variables: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut guesses = Vec::new();
        let mut seen = vec![false; self.values.len()];
        let mut waiting: Vec<usize> = variables.collect();
        while let Some(variable) = waiting.pop() {
            let Some(seen) = seen.get_mut(variable).filter(|seen| !**seen) else {
                continue;
            };
            *seen = true;
            if self.values.get(variable).copied().flatten().is_none() {
                continue;
            }
            match self.because.get(variable) {
                Some(Because::Guessed) => guesses.push(variable),
                Some(Because::Turned(others)) => waiting.extend(others),
                Some(Because::Clause(place)) => {
                    let clause = self.clauses.get(*place).map_or(&[][..], Vec::as_slice);
                    waiting.extend(clause.iter().map(|one| one.0 / 2));
                }
                Some(Because::Given) | None => {}
            }
        }
        guesses
    }

    fn take_back(&mut self, before: usize) {
        for literal in self.set.drain(before.min(self.set.len())..) {
            if let Some(value) = self.values.get_mut(literal.0 / 2) {
                *value = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests")]
    use super::*;

    #[test]
    fn what_can_hold_together_is_found_and_what_cannot_is_not() {
        let mut it = Clauses::default();
        let [a, b, c] = [(); 3].map(|()| it.variable());
        let both = it.all(&[a, b]);
        let either = it.any(&[b, c]);
        it.one_of([!a, !b]);
        it.one_of([either]);
        let Found::Model(model) = it.search() else {
            panic!("nothing")
        };
        assert!(!model.holds(both) && model.holds(b) != model.holds(!b));
        assert!(model.holds(b) || model.holds(c));
        it.one_of([both]);
        assert_eq!(it.search(), Found::Nothing);
        let mut it = Clauses::default();
        it.one_of([]);
        assert_eq!(it.search(), Found::Nothing);
    }

    /// All small sets of clauses against trying every value.
    #[test]
    fn the_search_says_what_trying_everything_says() {
        let mut seed: u32 = 7;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % most
        };
        let (mut yes, mut no) = (0, 0);
        for _ in 0..2000 {
            let mut it = Clauses::default();
            let variables: Vec<Literal> = (0..6).map(|_| it.variable()).collect();
            for _ in 0..next(30) + 5 {
                let clause = (0..next(3) + 1).map(|_| {
                    let one = variables
                        .get(next(6) as usize)
                        .copied()
                        .unwrap_or(Literal(0));
                    if next(2) == 0 { one } else { !one }
                });
                let clause: Vec<Literal> = clause.collect();
                it.one_of(clause);
            }
            let holds = |bits: u32| {
                let model = Model((0..6).map(|place| bits & (1 << place) != 0).collect());
                let mut all = it.all.iter();
                all.all(|clause| clause.iter().any(|one| model.holds(*one)))
            };
            let possible = (0..64).any(holds);
            match it.search() {
                Found::Model(Model(values)) => {
                    yes += 1;
                    let bits = values
                        .iter()
                        .rev()
                        .fold(0, |bits, one| bits * 2 + u32::from(*one));
                    assert!(possible && holds(bits));
                }
                Found::Nothing => {
                    no += 1;
                    assert!(!possible);
                }
                Found::Unknown => panic!("given up"),
            }
        }
        assert!(yes > 200 && no > 200, "{yes} {no}");
    }
}
