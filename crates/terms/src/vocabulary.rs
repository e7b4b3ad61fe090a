//! The vocabulary: one enum a closed list of words, each in its published order.
//!
//! The lists are closed: a word that is not here makes a question unreadable. What the words lead to stands in
//! the rule files, never here.

use crate::word::words;

words! {
    /// A set of agreements that can be asked. Under each lies [`Charter::Wet`], the law itself.
    Charter {
        Utrecht = "utrecht",
        UtrechtZuidoost = "utrecht-zuidoost",
        Kempen = "kempen",
        Wet = "wet",
    }
}

words! {
    /// What is asked; one word per shape of question.
    QuestionKind {
        Disclosure = "disclosure",
        Recording = "recording",
        Access = "access",
        Consent = "consent",
        Retention = "retention",
        Request = "request",
        Breach = "breach",
    }
}

words! {
    /// What the charter answers.
    Outcome {
        Permitted = "permitted",
        Incomplete = "incomplete",
        Prohibited = "prohibited",
    }
}

words! {
    /// What may still be missing.
    NeedWord {
        Purpose = "purpose",
        Necessity = "necessity",
        Proportionality = "proportionality",
        Subsidiarity = "subsidiarity",
        ThreeWayConversation = "three-way-conversation",
        Consent = "consent",
        Consultation = "consultation",
        Reason = "reason",
        Declaration = "declaration",
        Identity = "identity",
        ToldClient = "told-client",
        ConfrontClient = "confront-client",
        RetentionTerm = "retention-term",
    }
}

words! {
    /// What must follow.
    DutyWord {
        NoteInDossier = "note-in-dossier",
        InformClient = "inform-client",
        InformClientLater = "inform-client-later",
        InformRecipient = "inform-recipient",
        NotifyRecipients = "notify-recipients",
        Review = "review",
        ReportToAp = "report-to-ap",
        InformSubjects = "inform-subjects",
        RegisterBreach = "register-breach",
        KeepForm = "keep-form",
        ShowReasonInDossier = "show-reason-in-dossier",
        WithholdParts = "withhold-parts",
    }
}

words! {
    /// Who represents a person (ZO 10.2, KE-X 1, KE-X.III).
    Representative {
        ParentOrGuardian = "parent-or-guardian",
        Mentor = "mentor",
        Curator = "curator",
        Bewindvoerder = "bewindvoerder",
        SpouseOrPartner = "spouse-or-partner",
        Parent = "parent",
        BrotherOrSister = "brother-or-sister",
        ChildOfAge = "child-of-age",
    }
}

words! {
    /// Who gives a consent, or acts for the subject.
    Consenter {
        Subject = "subject",
        ParentOrGuardian = "parent-or-guardian",
        Representative = "representative",
    }
}

words! {
    /// The law a case or fact falls under.
    Law {
        Jeugdwet = "jeugdwet",
        Wmo = "wmo",
        Participatiewet = "participatiewet",
        Wgs = "wgs",
        Welzijn = "welzijn",
    }
}

words! {
    /// Who gives or receives data.
    Party {
        NeighbourhoodTeam = "neighbourhood-team",
        Municipality = "municipality",
        YouthCareProvider = "youth-care-provider",
        MedicalProvider = "medical-provider",
        CertifiedInstitution = "certified-institution",
        ChildProtectionBoard = "child-protection-board",
        VeiligThuis = "veilig-thuis",
        School = "school",
        WmoProvider = "wmo-provider",
        CareOffice = "care-office",
        PreventionProvider = "prevention-provider",
        BehaviouralScientist = "behavioural-scientist",
        Gp = "gp",
        Police = "police",
        Prosecution = "prosecution",
        TruancyOfficer = "truancy-officer",
        BenefitEnforcement = "benefit-enforcement",
        HousingAssociation = "housing-association",
        ParentOrGuardian = "parent-or-guardian",
        Family = "family",
        SocialNetwork = "social-network",
        OtherDomain = "other-domain",
        Ministry = "ministry",
        Other = "other",
    }
}

words! {
    /// How a receiver stands to the help that is given.
    ReceiverRelation {
        DirectlyInvolved = "directly-involved",
        Substitute = "substitute",
        Other = "other",
    }
}

words! {
    /// A category of personal data.
    Data {
        Identity = "identity",
        BirthDate = "birth-date",
        Bsn = "bsn",
        Contact = "contact",
        HelpRequest = "help-request",
        YouthHelpBasics = "youth-help-basics",
        Problems = "problems",
        Health = "health",
        ParentingProblems = "parenting-problems",
        DevelopmentThreat = "development-threat",
        CarePlan = "care-plan",
        SupportPlan = "support-plan",
        Provision = "provision",
        HelpDetermination = "help-determination",
        MeasurePlan = "measure-plan",
        MeasureDecisions = "measure-decisions",
        RvdkReport = "rvdk-report",
        Criminal = "criminal",
        Invoice = "invoice",
        Income = "income",
        Debts = "debts",
        EducationOrWork = "education-or-work",
        FamilySituation = "family-situation",
        Religion = "religion",
        Ethnicity = "ethnicity",
        Politics = "politics",
        SexualLife = "sexual-life",
        Union = "union",
        Genetic = "genetic",
        CountryOfOrigin = "country-of-origin",
    }
}

words! {
    /// Why data are shared or recorded: the rows of KE-IV, the further purposes of a disclosure, and those of
    /// recording alone (`support` and what KE-III adds). See [`Purpose::disclosure`] and [`Purpose::recording`].
    Purpose {
        RegisterYouthHelp = "register-youth-help",
        InvestigateAbuse = "investigate-abuse",
        InvestigateProtectionMeasure = "investigate-protection-measure",
        CarryOutYouthHelp = "carry-out-youth-help",
        AlignProvisions = "align-provisions",
        MedicalYouthHelp = "medical-youth-help",
        DeployHelpInProtectionMeasure = "deploy-help-in-protection-measure",
        DeployHelpInProbation = "deploy-help-in-probation",
        CarryOutProtectionMeasure = "carry-out-protection-measure",
        CarryOutProbation = "carry-out-probation",
        CarryOutSupervisionOrder = "carry-out-supervision-order",
        FinancePrevention = "finance-prevention",
        FinanceYouthHelp = "finance-youth-help",
        FinanceHelpInMeasure = "finance-help-in-measure",
        FinanceClosedPlacementReport = "finance-closed-placement-report",
        FinanceMeasure = "finance-measure",
        SupplementaryCare = "supplementary-care",
        CaseDiscussion = "case-discussion",
        DebtHelp = "debt-help",
        Enforcement = "enforcement",
        EarlySignal = "early-signal",
        AnswerVeiligThuis = "answer-veilig-thuis",
        Learning = "learning",
        PolicyFigures = "policy-figures",
        Other = "other",
        Support = "support",
        AdviseOnHelp = "advise-on-help",
        GuideToYouthHelp = "guide-to-youth-help",
        GuideParents = "guide-parents",
        RegisterProvision = "register-provision",
        DetermineProvision = "determine-provision",
        EstablishProblems = "establish-problems",
        ParentingSkills = "parenting-skills",
        RegisterProtectionReport = "register-protection-report",
        ConsultCertifiedInstitution = "consult-certified-institution",
        VerifyPayment = "verify-payment",
    }
}

/// How many words of [`Purpose`] a disclosure may name; those of recording alone stand after them.
const DISCLOSURE_PURPOSES: usize = 25;

impl Purpose {
    /// The purposes a disclosure may name.
    #[must_use]
    pub fn disclosure() -> &'static [Purpose] {
        Purpose::ALL
            .get(..DISCLOSURE_PURPOSES)
            .unwrap_or(Purpose::ALL)
    }

    /// The purposes a recording may name: all of them.
    #[must_use]
    pub const fn recording() -> &'static [Purpose] {
        Purpose::ALL
    }
}

words! {
    /// How far the conversation of client, professional and third party got.
    Conversation {
        Held = "held",
        Failed = "failed",
        NotTried = "not-tried",
    }
}

words! {
    /// What somebody answered when asked for consent.
    ConsentAnswer {
        Given = "given",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

words! {
    /// How a consent was given.
    ConsentForm {
        Oral = "oral",
        Written = "written",
    }
}

words! {
    /// The form a needed consent must have.
    NeededForm {
        Any = "any",
        Written = "written",
    }
}

words! {
    /// Whose safety is at stake.
    SafetyOf {
        Client = "client",
        Environment = "environment",
        Employee = "employee",
    }
}

words! {
    /// Whether the client knows what is done for safety's sake.
    ClientTold {
        Informed = "informed",
        Impossible = "impossible",
        Postponed = "postponed",
    }
}

words! {
    /// With whom a step is talked over first.
    Consulted {
        Colleague = "colleague",
        Manager = "manager",
        Dpo = "dpo",
    }
}

words! {
    /// Whom a recorded fact is about.
    About {
        Client = "client",
        InvolvedPerson = "involved-person",
    }
}

words! {
    /// At which moment of triage something is recorded (PC 6).
    Moment {
        FrontDoor = "front-door",
        FirstConversation = "first-conversation",
        Later = "later",
    }
}

words! {
    /// That something is there, or what it is (PC 6, *dat* and *wat*).
    Kind {
        That = "that",
        What = "what",
    }
}

words! {
    /// What somebody wants to do with a dossier.
    Act {
        View = "view",
        Edit = "edit",
    }
}

words! {
    /// The function somebody acts in.
    Function {
        Professional = "professional",
        FrontDoor = "front-door",
        Support = "support",
        Manager = "manager",
        Complaints = "complaints",
        FunctionalAdministrator = "functional-administrator",
        InformationSecurity = "information-security",
        Board = "board",
        Dpo = "dpo",
        Municipal = "municipal",
        Partner = "partner",
    }
}

words! {
    /// How somebody stands to one dossier.
    Relation {
        Coordinator = "coordinator",
        Substitute = "substitute",
        Involved = "involved",
        None = "none",
    }
}

words! {
    /// What staff sign before they are let in (KE-X 1, KE-VII).
    Declaration {
        Confidentiality = "confidentiality",
        Integrity = "integrity",
        CodeOfConduct = "code-of-conduct",
    }
}

words! {
    /// What kind of file is kept (KE-X 5).
    File {
        Treatment = "treatment",
        Coordination = "coordination",
        Signal = "signal",
    }
}

words! {
    /// What stands in the way of destroying a file.
    Hold {
        Complaint = "complaint",
        CourtCase = "court-case",
        ArchiveLaw = "archive-law",
    }
}

words! {
    /// A right of the person (PV 2C).
    Right {
        Information = "information",
        Access = "access",
        Rectification = "rectification",
        Erasure = "erasure",
        Restriction = "restriction",
        Portability = "portability",
        Objection = "objection",
        HumanReview = "human-review",
    }
}

words! {
    /// What a request is about.
    RequestAbout {
        Own = "own",
        Other = "other",
        Impression = "impression",
        WorkingNote = "working-note",
        Draft = "draft",
    }
}

words! {
    /// A ground on which a request is refused (PC 3, ZO 9.5).
    Refusal {
        LegalDutyToKeep = "legal-duty-to-keep",
        GoodCareOrProtection = "good-care-or-protection",
        LegitimateInterest = "legitimate-interest",
        RightsOfOthers = "rights-of-others",
    }
}

words! {
    /// The risk of a breach for the people concerned (GDPR 33, 34).
    Risk {
        Unlikely = "unlikely",
        Present = "present",
        High = "high",
    }
}

words! {
    /// What staff do besides opening a dossier and that the rule files decide as well. Not part of the questions
    /// that partners can ask.
    DeskAct {
        Find = "find",
        Caseload = "caseload",
        StartDossier = "start-dossier",
        Calendar = "calendar",
        JudgeGlass = "judge-glass",
        Assign = "assign",
        ClaimAtDesk = "claim-at-desk",
        Administer = "administer",
        ReplaceFactor = "replace-factor",
        AdoptCharter = "adopt-charter",
        ReadLog = "read-log",
        Print = "print",
        JudgeIncident = "judge-incident",
        Sign = "sign",
        AskRelease = "ask-release",
        Release = "release",
        DecideRequest = "decide-request",
        ReviewDecision = "review-decision",
        AskActing = "ask-acting",
        DecideActing = "decide-acting",
        ShutOut = "shut-out",
        CloseDossier = "close-dossier",
        ReopenDossier = "reopen-dossier",
        SetHold = "set-hold",
        ReadRetention = "read-retention",
        PrepareDestruction = "prepare-destruction",
        ApproveDestruction = "approve-destruction",
        WritePlan = "write-plan",
        RecordMeeting = "record-meeting",
        OpenMeldcode = "open-meldcode",
        WorkMeldcode = "work-meldcode",
        EndMeldcode = "end-meldcode",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Word;

    #[test]
    fn recording_alone_knows_support() {
        assert_eq!(Purpose::disclosure().last(), Some(&Purpose::Other));
        assert!(!Purpose::disclosure().contains(&Purpose::Support));
        assert!(Purpose::recording().contains(&Purpose::Support));
    }

    #[test]
    fn words_read_back() {
        for word in Data::ALL {
            assert_eq!(Data::from_word(word.as_str()), Some(*word));
        }
        assert_eq!(Party::from_word("School"), None);
        assert_eq!(Data::ALL.len(), 30);
        assert_eq!(Party::ALL.len(), 24);
    }
}
