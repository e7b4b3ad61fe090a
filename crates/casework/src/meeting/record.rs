//! Writing down a case meeting.

use super::input::{MeetingInput, ReadyMeeting};
use crate::act::{Allowed, Case, Gate, again};
use crate::check::Check;
use crate::entry::{LabelPreview, deciding, family, in_order};
use crate::guard::Caller;
use crate::thing::{Entry, Meeting, kind};
use crate::{House, Refused};
use regie_charter::{Change, Parts, Scope, Whose};
use regie_terms::{
    Act, ActQuestion, DeskAct, DossierId, Id, KeyId, PersonId, Question, QuestionKind, RequestId,
};
use regie_vault::{Changes, Draft};

/// What recording a meeting is judged by.
const KINDS: [&str; 8] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::FILE,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::CONTRIBUTION,
    kind::RESTRICTION,
];

/// What a form of a meeting is drawn from.
#[derive(Clone, Debug)]
pub struct MeetingPreview {
    /// What the charter says to the form, and what it lacks.
    pub said: LabelPreview,
    /// Who belongs to the family.
    pub family: Vec<PersonId>,
}

struct Ground {
    case: Case,
    scope: Scope,
    task: ActQuestion,
    access: Question,
    own: KeyId,
}

impl House {
    /// Writes down a case meeting, with what was agreed as facts. The same request again answers as the first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not, or where the charter does not let it be recorded, with the answers of the task, of access and of recording,
    /// in this order; [`Refused::Invalid`] with all fields to be mended.
    pub async fn record_meeting(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &MeetingInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.record_meeting_once(caller, dossier, input, request))
    }

    /// The checklist beside the form as it stands. Nothing is opened and nothing saved.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not, with the line of the act itself.
    pub async fn preview_meeting(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &MeetingInput,
    ) -> Result<MeetingPreview, Refused> {
        let Ground { case, access, .. } = self
            .meeting_ground(caller, dossier, RequestId::fresh())
            .await?;
        let today = self.today();
        let mut answers = Vec::new();
        for question in input
            .labelled(&input.summary)
            .half(&case, self.settings().charter, today)
        {
            answers.push(self.charters().ask(&question)?);
        }
        let decided = deciding(&answers).cloned().ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        input.read(
            &mut check,
            &case,
            today,
            &self.form(QuestionKind::Recording),
        );
        Ok(MeetingPreview {
            said: LabelPreview {
                answers: vec![self.charters().ask(&access)?, decided],
                unfilled: in_order(check.faults()),
                otherwise: Vec::new(),
                weighed: Default::default(),
            },
            family: family(&case),
        })
    }

    async fn meeting_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let task = self.task_question(caller, DeskAct::RecordMeeting, standing.relation)?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, "record-meeting", actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::MEETING, kind::ENTRY],
            only: None,
        };
        let asked = [access.clone()];
        let Allowed { permit, .. } = self
            .allow_under::<Change>(scope.clone(), standing.refusal_key(), |scope| {
                self.charters().judge_act(scope, &task, &asked)
            })
            .await?;
        let case = self.case(&Gate::of(permit), &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        Ok(Ground {
            case,
            scope,
            task,
            access,
            own,
        })
    }

    async fn record_meeting_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &MeetingInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let Ground {
            case,
            mut scope,
            task,
            access,
            own,
        } = self.meeting_ground(caller, dossier, request).await?;
        if self.done_before(caller, "record-meeting", request).await? {
            return Ok(request.0);
        }
        let today = self.today();
        let mut check = Check::default();
        let ready = input.read(
            &mut check,
            &case,
            today,
            &self.form(QuestionKind::Recording),
        );
        check.in_order(in_order).done()?;
        let ready = ready.ok_or_else(|| Refused::field("person", "unknown"))?;
        let charter = self.settings().charter;
        let mut asked = vec![access];
        for one in std::iter::once(&ready.itself).chain(&ready.agreed) {
            let questions = one.questions(&case, charter, today);
            asked.extend(questions.ok_or_else(|| Refused::field("person", "unknown"))?);
        }
        let whom = ready.itself.whom;
        let law = ready.itself.label.law;
        scope.concerns = whom.people(&case);
        let at = scope.at;
        let filed = whom.filed(&case, law, own);
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(filed.unwrap_or(own)), |scope| {
                self.charters().judge_act(scope, &task, &asked)
            })
            .await?;
        let mut changes = Changes::default();
        let (key, file) = self.file_key(&case, dossier, whom, law, own).await?;
        changes.add.extend(file);
        changes.line_key = Some(key);
        let ReadyMeeting {
            itself,
            held_on,
            talked,
            told_how,
            participants,
            agreed,
        } = ready;
        let person = whom.person().map(|p| p.0);
        let place = |mut draft: Draft| {
            draft.person = person;
            draft.dossier(dossier.0).account(caller.account().0)
        };
        let mut ids = Vec::new();
        for one in agreed {
            let entry = Entry {
                text: one.text,
                label: one.label,
                reading: None,
                about_day: Some(held_on),
                at,
                by: caller.name().to_owned(),
                correction: None,
                shielded: false,
                release: None,
                consents: one.consents,
                safety: None,
                plan: None,
            };
            let draft = Draft::new(kind::ENTRY, key, &entry)?;
            ids.push(draft.id);
            changes.add.push(place(draft));
        }
        let meeting = Meeting {
            held_on,
            law,
            summary: itself.text,
            talked,
            told_how,
            participants,
            agreed: ids,
            at,
            by: caller.name().to_owned(),
        };
        let draft = Draft::new(kind::MEETING, key, &meeting)?.id(request.0);
        changes.add.push(place(draft));
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }
}
