//! The named facts that conditions in rule files are made of.
//!
//! Each is a variant, so an unknown word fails at load. A fact is computed from the question (`situation`) or,
//! when [`Named::is_derived`] says so, concluded by a rule. What follows from a fact stands in the rule files.

use regie_terms::{
    About, Act, ClientTold, Conversation, Data, DeskAct, File, Function, Hold, Kind, Law, Moment,
    Party, Purpose, ReceiverRelation, Refusal, Relation, Representative, RequestAbout, Right, Risk,
    SafetyOf, Word,
};

/// Something that holds or does not hold about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    From(Party),
    To(Party),
    ToRelation(ReceiverRelation),
    Purpose(Purpose),
    Data(Data),
    Law(Law),
    Function(Function),
    Relation(Relation),
    Act(Act),
    DeskAct(DeskAct),
    Moment(Moment),
    Kind(Kind),
    About(About),
    Conversation(Conversation),
    RepresentedBy(Representative),
    SafetyOf(SafetyOf),
    ClientTold(ClientTold),
    File(File),
    Hold(Hold),
    Right(Right),
    RequestAbout(RequestAbout),
    Refusal(Refusal),
    Risk(Risk),
    Named(Named),
}

macro_rules! named {
    ($($variant:ident = $word:literal: $says:literal),+ $(,)?) => {
        /// Facts that are more than one word of the question.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Named { $(#[doc = $says] $variant,)+ }

        impl Word for Named {
            const ALL: &'static [Named] = &[$(Named::$variant,)+];
            fn as_str(self) -> &'static str { match self { $(Named::$variant => $word,)+ } }
            fn from_word(word: &str) -> Option<Named> {
                match word { $($word => Some(Named::$variant),)+ _ => None }
            }
            fn index(self) -> usize { self as usize }
        }

        impl Named {
            /// What it means, for who reads a rule file.
            pub(crate) const fn says(self) -> &'static str {
                match self { $(Named::$variant => $says,)+ }
            }
        }
    };
}

named! {
    SubjectUnder12 = "subject-under-12": "the subject is not yet 12 on the day asked",
    Subject12To15 = "subject-12-to-15": "the subject is 12, 13, 14 or 15",
    SubjectUnder16 = "subject-under-16": "the subject is not yet 16",
    Subject16OrOver = "subject-16-or-over": "the subject is 16 or older",
    SubjectCanWeigh = "subject-can-weigh": "the subject can weigh this matter",
    SubjectCannotWeigh = "subject-cannot-weigh": "the subject cannot weigh this matter",
    PurposeGiven = "purpose-given": "a purpose was chosen",
    NecessityGiven = "necessity-given": "it was written down why it is necessary",
    ProportionalityGiven = "proportionality-given": "it was written down why it is proportionate",
    SubsidiarityGiven = "subsidiarity-given": "it was written down why a lighter way will not do",
    ReceiverIsPartner = "receiver-is-partner": "the receiver committed itself to the protocol",
    Anonymous = "anonymous": "nobody can be traced in the data",
    Confronted = "confronted": "the client was confronted first",
    PostponementExplained = "postponement-explained": "it was written down why telling the client waits",
    UnavoidableClaimed = "unavoidable-claimed": "it was written down why going without consent is unavoidable",
    ReasonGiven = "reason-given": "a reason was given",
    CoordinatorPresent = "coordinator-present": "the coordinator is there",
    SubstitutePresent = "substitute-present": "the substitute is there",
    AgreesToHelp = "agrees-to-help": "the client agrees to the help",
    ToldClient = "told-client": "the client was informed at the start",
    LegalGroundGiven = "legal-ground-given": "an article was named that makes it strictly necessary",
    Signed = "signed": "the request is signed",
    IdentityEstablished = "identity-established": "it is sure who asks",
    MoreTimeExplained = "more-time-explained": "it was written down why the answer takes longer",
    Lost = "lost": "data were lost",
    Unlawful = "unlawful": "unlawful processing cannot be ruled out",
    Sensitive = "sensitive": "the data are sensitive",
    Many = "many": "it is about many people",
    HighImpact = "high-impact": "the impact may be high",
    DestroyedOrAffected = "destroyed-or-affected": "data were destroyed or affected",
    Unintelligible = "unintelligible": "whoever has the data cannot read them",
    MaySuffer = "may-suffer": "the people concerned may suffer from it",
    ClosedTwoYearsAgo = "closed-two-years-ago": "the dossier was closed two years ago or longer",
    CanProtectSelf = "can-protect-self": "the people concerned can do something to protect themselves",
    TermSet = "term-set": "an agreement or a law says how long this is kept",
    TermOver = "term-over": "the last day of keeping is over",
    ConsentInWriting = "consent-in-writing": "somebody whose consent is asked gave it in writing",
    ConsentRefused = "consent-refused": "somebody whose consent is asked said no, or took it back",
    SafetyStands = "safety-stands": "the safety at stake is one this charter counts",
    ClientKnows = "client-knows": "the client was told what is done for safety's sake",
    ClientKnowsLater = "client-knows-later": "telling the client was postponed",
    ConsentNeeded = "consent-needed": "consent has to be asked",
    ConsentLifted = "consent-lifted": "this charter lets it go without consent",
    FreeByLaw = "free-by-law": "a law lets it go without consent, in every charter",
    RowWithoutConsent = "row-without-consent": "a row of KE-IV fits that asks no consent",
    RowWithConsent = "row-with-consent": "a row of KE-IV fits that asks consent",
    NoDisclosure = "no-disclosure": "nobody can be traced and it is for learning or policy figures",
    Represented = "represented": "somebody represents the subject in this matter",
    SignalHasBasis = "signal-has-basis": "an early signal has a basis in law or a vital interest",
    FullWeighing = "full-weighing": "all three questions of the weighing are asked",
    NobodyCanConsent = "nobody-can-consent": "consent would be asked of somebody who cannot weigh and whom nobody represents",
    ActsAlone = "acts-alone": "this person uses this right without a parent",
    Breach = "breach": "there is a breach",
    RiskDecides = "risk-decides": "somebody weighed the risk, and the law of that day goes by it",
    Reported = "reported": "the breach is reported to the authority",
    ImpactAsked = "impact-asked": "the last questions of the step plan are asked",
    SubjectsTold = "subjects-told": "the people concerned are told",
    RowOfRecording = "row-of-recording": "a row of KE-III fits",
    AnonymousPolicyFigures = "anonymous-policy-figures": "nobody can be traced and it is for policy figures",
    GlassMayBreak = "glass-may-break": "the act is not allowed in the normal course and nobody who may is there",
}

impl Named {
    /// Whether a rule concludes it, rather than the question.
    pub(crate) const fn is_derived(self) -> bool {
        self as u8 >= Named::SafetyStands as u8
    }

    /// Whether the engine works it out between concluding and judging, once it is known whose consent is asked and
    /// which terms run.
    pub(crate) const fn is_late(self) -> bool {
        matches!(
            self,
            Named::ConsentInWriting | Named::ConsentRefused | Named::TermSet | Named::TermOver
        )
    }

    /// Its place among the derived facts.
    pub(crate) const fn derived_index(self) -> Option<usize> {
        if self.is_derived() {
            Some(self as usize - Named::SafetyStands as usize)
        } else {
            None
        }
    }
}

/// How many derived facts there are.
pub(crate) const DERIVED: usize = Named::ALL.len() - Named::SafetyStands as usize;

/// Ties every family of facts to its prefix. The order gives the numbers.
macro_rules! families {
    ($($family:ident($list:ty) = $prefix:literal),+ $(,)?) => {
        impl Fact {
            /// Its number, the same for one build of the program.
            pub(crate) fn index(self) -> usize {
                let mut base = 0;
                $(
                    if let Fact::$family(word) = self {
                        return base + Word::index(word);
                    }
                    base += <$list as Word>::ALL.len();
                )+
                base
            }

            /// The fact with this name.
            pub(crate) fn from_name(name: &str) -> Option<Fact> {
                $(
                    if let Some(word) = name.strip_prefix($prefix).and_then(<$list as Word>::from_word) {
                        return Some(Fact::$family(word));
                    }
                )+
                None
            }

            /// Its name in rule files.
            pub(crate) fn name(self) -> String {
                match self {
                    $(Fact::$family(word) => format!("{}{}", $prefix, Word::as_str(word)),)+
                }
            }

            /// Which family it belongs to. Facts of one family that names one word of the question exclude each
            /// other.
            const fn family(self) -> &'static str {
                match self { $(Fact::$family(_) => $prefix,)+ }
            }

            /// Every fact there is.
            #[cfg(test)]
            pub(crate) fn all() -> Vec<Fact> {
                let mut all = Vec::new();
                $(all.extend(<$list as Word>::ALL.iter().map(|word| Fact::$family(*word)));)+
                all
            }
        }
    };
}

families! {
    Named(Named) = "",
    From(Party) = "from-",
    To(Party) = "to-",
    ToRelation(ReceiverRelation) = "to-relation-",
    Purpose(Purpose) = "purpose-",
    Data(Data) = "data-",
    Law(Law) = "law-",
    Function(Function) = "function-",
    Relation(Relation) = "relation-",
    Act(Act) = "act-",
    DeskAct(DeskAct) = "desk-act-",
    Moment(Moment) = "moment-",
    Kind(Kind) = "kind-",
    About(About) = "about-",
    Conversation(Conversation) = "conversation-",
    RepresentedBy(Representative) = "represented-by-",
    SafetyOf(SafetyOf) = "safety-of-",
    ClientTold(ClientTold) = "client-",
    File(File) = "file-",
    Hold(Hold) = "hold-",
    Right(Right) = "right-",
    RequestAbout(RequestAbout) = "request-about-",
    Refusal(Refusal) = "refusal-",
    Risk(Risk) = "risk-",
}

impl Fact {
    /// Whether the two can never hold together, because each is *the* word of one field.
    pub(crate) fn excludes(self, other: Fact) -> bool {
        if self == other {
            return false;
        }
        match (self, other) {
            (Fact::Data(_) | Fact::RepresentedBy(_) | Fact::Hold(_), _) => false,
            (Fact::Named(a), Fact::Named(b)) => opposite(a, b) || opposite(b, a),
            _ => self.family() == other.family(),
        }
    }
}

/// Named facts of which one holds exactly when the other does not, as far as rules rely on it.
const fn opposite(a: Named, b: Named) -> bool {
    use Named::{
        Subject12To15, Subject16OrOver, SubjectCanWeigh, SubjectCannotWeigh, SubjectUnder12,
        SubjectUnder16,
    };
    matches!(
        (a, b),
        (SubjectUnder12, Subject12To15 | Subject16OrOver)
            | (Subject12To15, Subject16OrOver)
            | (SubjectUnder16, Subject16OrOver)
            | (SubjectCanWeigh, SubjectCannotWeigh)
    )
}

/// How many words of 64 facts a set has.
const WORDS: usize = 5;

/// A set of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts([u64; WORDS]);

impl Facts {
    pub(crate) fn insert(&mut self, fact: Fact) {
        self.insert_index(fact.index());
    }

    pub(crate) fn insert_index(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word |= 1 << (index % 64);
        }
    }

    pub(crate) fn insert_if(&mut self, holds: bool, fact: Named) {
        if holds {
            self.insert(Fact::Named(fact));
        }
    }

    pub(crate) fn has(&self, index: u16) -> bool {
        let index = usize::from(index);
        self.0
            .get(index / 64)
            .is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_one_name_one_number_and_room() {
        let all = Fact::all();
        assert!(all.len() <= WORDS * 64, "{} facts", all.len());
        for (place, fact) in all.iter().enumerate() {
            assert_eq!(Fact::from_name(&fact.name()), Some(*fact));
            assert_eq!(fact.index(), place);
        }
        assert_eq!(Fact::from_name("to-skool"), None);
    }

    #[test]
    fn the_docs_list_every_named_fact() {
        let docs = include_str!("../../../docs/charter-format.md");
        for fact in Named::ALL {
            let row = format!("| `{}` | {} |", fact.as_str(), fact.says());
            assert!(docs.contains(&row), "{row}");
        }
    }

    #[test]
    fn one_word_of_a_field_excludes_the_others() {
        let dpo = Fact::Function(Function::Dpo);
        assert!(dpo.excludes(Fact::Function(Function::Board)));
        assert!(!dpo.excludes(dpo));
        assert!(!Fact::Data(Data::Health).excludes(Fact::Data(Data::Debts)));
        assert!(!dpo.excludes(Fact::Relation(Relation::None)));
    }
}
