-- What the database refuses whoever asks: what was approved, issued or recorded stays, and quotes stand in their
-- paragraph. Each trigger is named by its table, what it guards and when, and raises what it guards.
-- Statements stand apart by an empty line. Frozen: what is to change comes with a migration of its own.

CREATE TRIGGER historyentry_history_is_append_only_on_update
BEFORE UPDATE ON commitments_historyentry
BEGIN
    SELECT RAISE(ABORT, 'history_is_append_only');
END;

CREATE TRIGGER historyentry_history_is_append_only_on_delete
BEFORE DELETE ON commitments_historyentry
BEGIN
    SELECT RAISE(ABORT, 'history_is_append_only');
END;

CREATE TRIGGER progressupdate_approved_is_frozen_on_update
BEFORE UPDATE ON commitments_progressupdate
WHEN OLD.state = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER progressupdate_approved_is_frozen_on_delete
BEFORE DELETE ON commitments_progressupdate
WHEN OLD.state = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER observation_approved_is_frozen_on_update
BEFORE UPDATE ON commitments_observation
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER observation_approved_is_frozen_on_delete
BEFORE DELETE ON commitments_observation
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER observation_approved_is_frozen_on_insert
BEFORE INSERT ON commitments_observation
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = NEW.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER milestonereached_approved_is_frozen_on_update
BEFORE UPDATE ON commitments_milestonereached
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER milestonereached_approved_is_frozen_on_delete
BEFORE DELETE ON commitments_milestonereached
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER milestonereached_approved_is_frozen_on_insert
BEFORE INSERT ON commitments_milestonereached
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = NEW.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER bulletin_issued_is_frozen_on_update
BEFORE UPDATE ON commitments_bulletin
WHEN OLD.state = 'issued'
BEGIN
    SELECT RAISE(ABORT, 'issued_is_frozen');
END;

CREATE TRIGGER bulletin_issued_is_frozen_on_delete
BEFORE DELETE ON commitments_bulletin
WHEN OLD.state = 'issued'
BEGIN
    SELECT RAISE(ABORT, 'issued_is_frozen');
END;

CREATE TRIGGER commitment_quote_not_in_paragraph_on_insert
BEFORE INSERT ON commitments_commitment
WHEN substr(
    (SELECT p.text FROM commitments_paragraph p WHERE p.id = NEW.paragraph_id),
    NEW.quote_start + 1,
    length(NEW.quote)
) <> NEW.quote
BEGIN
    SELECT RAISE(ABORT, 'quote_not_in_paragraph');
END;

CREATE TRIGGER commitment_quote_not_in_paragraph_on_update
BEFORE UPDATE ON commitments_commitment
WHEN substr(
    (SELECT p.text FROM commitments_paragraph p WHERE p.id = NEW.paragraph_id),
    NEW.quote_start + 1,
    length(NEW.quote)
) <> NEW.quote
BEGIN
    SELECT RAISE(ABORT, 'quote_not_in_paragraph');
END;

CREATE TRIGGER commitment_paragraph_of_other_plan_on_insert
BEFORE INSERT ON commitments_commitment
WHEN (
    SELECT s.plan_id
    FROM commitments_section s
    JOIN commitments_paragraph p ON p.section_id = s.id
    WHERE p.id = NEW.paragraph_id
) <> NEW.plan_id
BEGIN
    SELECT RAISE(ABORT, 'paragraph_of_other_plan');
END;

CREATE TRIGGER commitment_paragraph_of_other_plan_on_update
BEFORE UPDATE ON commitments_commitment
WHEN (
    SELECT s.plan_id
    FROM commitments_section s
    JOIN commitments_paragraph p ON p.section_id = s.id
    WHERE p.id = NEW.paragraph_id
) <> NEW.plan_id
BEGIN
    SELECT RAISE(ABORT, 'paragraph_of_other_plan');
END;

CREATE TRIGGER paragraph_quote_not_in_paragraph_on_update
BEFORE UPDATE ON commitments_paragraph
WHEN EXISTS (
    SELECT 1
    FROM commitments_commitment c
    WHERE c.paragraph_id = NEW.id
    AND substr(NEW.text, c.quote_start + 1, length(c.quote)) <> c.quote
)
BEGIN
    SELECT RAISE(ABORT, 'quote_not_in_paragraph');
END;

CREATE TRIGGER setaside_set_aside_is_kept_on_insert
BEFORE INSERT ON commitments_setaside
WHEN (
    SELECT p.state
    FROM commitments_plan p
    JOIN commitments_section s ON s.plan_id = p.id
    JOIN commitments_paragraph g ON g.section_id = s.id
    WHERE g.id = NEW.paragraph_id
) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'set_aside_is_kept');
END;

CREATE TRIGGER setaside_set_aside_is_kept_on_update
BEFORE UPDATE ON commitments_setaside
WHEN (
    SELECT p.state
    FROM commitments_plan p
    JOIN commitments_section s ON s.plan_id = p.id
    JOIN commitments_paragraph g ON g.section_id = s.id
    WHERE g.id = NEW.paragraph_id
) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'set_aside_is_kept');
END;

CREATE TRIGGER setaside_set_aside_is_kept_on_delete
BEFORE DELETE ON commitments_setaside
WHEN (
    SELECT p.state
    FROM commitments_plan p
    JOIN commitments_section s ON s.plan_id = p.id
    JOIN commitments_paragraph g ON g.section_id = s.id
    WHERE g.id = OLD.paragraph_id
) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'set_aside_is_kept');
END;

CREATE TRIGGER evidence_approved_is_frozen_on_insert
BEFORE INSERT ON commitments_evidence
WHEN (SELECT u.state FROM commitments_progressupdate u WHERE u.id = NEW.update_id) = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'approved_is_frozen');
END;

CREATE TRIGGER evidence_evidence_stays_on_update
BEFORE UPDATE ON commitments_evidence
WHEN OLD.sha256 <> NEW.sha256
OR OLD.name <> NEW.name
OR OLD.stored_as <> NEW.stored_as
OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'evidence_stays');
END;

CREATE TRIGGER evidence_evidence_stays_on_delete
BEFORE DELETE ON commitments_evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence_stays');
END;

CREATE TRIGGER overrule_overrule_is_append_only_on_update
BEFORE UPDATE ON commitments_overrule
BEGIN
    SELECT RAISE(ABORT, 'overrule_is_append_only');
END;

CREATE TRIGGER overrule_overrule_is_append_only_on_delete
BEFORE DELETE ON commitments_overrule
BEGIN
    SELECT RAISE(ABORT, 'overrule_is_append_only');
END;

CREATE TRIGGER takenback_taken_back_is_append_only_on_update
BEFORE UPDATE ON commitments_takenback
BEGIN
    SELECT RAISE(ABORT, 'taken_back_is_append_only');
END;

CREATE TRIGGER takenback_taken_back_is_append_only_on_delete
BEFORE DELETE ON commitments_takenback
BEGIN
    SELECT RAISE(ABORT, 'taken_back_is_append_only');
END;

CREATE TRIGGER sentback_sent_back_is_append_only_on_update
BEFORE UPDATE ON commitments_sentback
BEGIN
    SELECT RAISE(ABORT, 'sent_back_is_append_only');
END;

CREATE TRIGGER sentback_sent_back_is_append_only_on_delete
BEFORE DELETE ON commitments_sentback
BEGIN
    SELECT RAISE(ABORT, 'sent_back_is_append_only');
END;

CREATE TRIGGER thresholdchange_thresholds_are_kept_on_update
BEFORE UPDATE ON commitments_thresholdchange
BEGIN
    SELECT RAISE(ABORT, 'thresholds_are_kept');
END;

CREATE TRIGGER thresholdchange_thresholds_are_kept_on_delete
BEFORE DELETE ON commitments_thresholdchange
BEGIN
    SELECT RAISE(ABORT, 'thresholds_are_kept');
END;

CREATE TRIGGER plan_thresholds_are_kept_on_update
BEFORE UPDATE ON commitments_plan
WHEN (
    OLD.yellow_at <> NEW.yellow_at
    OR OLD.red_below <> NEW.red_below
    OR OLD.milestone_days <> NEW.milestone_days
)
AND OLD.state <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'thresholds_are_kept');
END;

CREATE TRIGGER trajectorypoint_path_is_kept_on_update
BEFORE UPDATE ON commitments_trajectorypoint
WHEN (
    OLD.at <> NEW.at
    OR OLD.share <> NEW.share
    OR OLD.valid_from <> NEW.valid_from
    OR OLD.revision <> NEW.revision
)
AND (
    SELECT p.state
    FROM commitments_plan p
    JOIN commitments_commitment c ON c.plan_id = p.id
    WHERE c.id = OLD.commitment_id
) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'path_is_kept');
END;

CREATE TRIGGER trajectorypoint_path_is_kept_on_delete
BEFORE DELETE ON commitments_trajectorypoint
WHEN (
    SELECT p.state
    FROM commitments_plan p
    JOIN commitments_commitment c ON c.plan_id = p.id
    WHERE c.id = OLD.commitment_id
) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'path_is_kept');
END;

CREATE TRIGGER milestone_planned_day_is_kept_on_update
BEFORE UPDATE ON commitments_milestone
WHEN OLD.planned <> NEW.planned
AND (
    SELECT p.state
    FROM commitments_plan p
    JOIN commitments_commitment c ON c.plan_id = p.id
    WHERE c.id = OLD.commitment_id
) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'planned_day_is_kept');
END;

CREATE TRIGGER adjustedday_adjusted_day_is_kept_on_update
BEFORE UPDATE ON commitments_adjustedday
BEGIN
    SELECT RAISE(ABORT, 'adjusted_day_is_kept');
END;

CREATE TRIGGER adjustedday_adjusted_day_is_kept_on_delete
BEFORE DELETE ON commitments_adjustedday
BEGIN
    SELECT RAISE(ABORT, 'adjusted_day_is_kept');
END;

CREATE TRIGGER formerleader_former_leader_is_kept_on_update
BEFORE UPDATE ON commitments_formerleader
BEGIN
    SELECT RAISE(ABORT, 'former_leader_is_kept');
END;

CREATE TRIGGER formerleader_former_leader_is_kept_on_delete
BEFORE DELETE ON commitments_formerleader
BEGIN
    SELECT RAISE(ABORT, 'former_leader_is_kept');
END;

CREATE TRIGGER assignment_leads_overlap_on_insert
BEFORE INSERT ON commitments_assignment
WHEN NEW.role = 'lead'
AND (NEW.valid_to IS NULL OR NEW.valid_to > NEW.valid_from)
AND EXISTS (
    SELECT 1
    FROM commitments_assignment a
    WHERE a.commitment_id = NEW.commitment_id
    AND a.role = 'lead'
    AND (a.valid_to IS NULL OR (a.valid_to > NEW.valid_from AND a.valid_to > a.valid_from))
    AND (NEW.valid_to IS NULL OR a.valid_from < NEW.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'leads_overlap');
END;

CREATE TRIGGER assignment_leads_overlap_on_update
BEFORE UPDATE ON commitments_assignment
WHEN NEW.role = 'lead'
AND (NEW.valid_to IS NULL OR NEW.valid_to > NEW.valid_from)
AND EXISTS (
    SELECT 1
    FROM commitments_assignment a
    WHERE a.commitment_id = NEW.commitment_id
    AND a.role = 'lead'
    AND a.id <> NEW.id
    AND (a.valid_to IS NULL OR (a.valid_to > NEW.valid_from AND a.valid_to > a.valid_from))
    AND (NEW.valid_to IS NULL OR a.valid_from < NEW.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'leads_overlap');
END;

CREATE TRIGGER assignment_department_overlaps_on_insert
BEFORE INSERT ON commitments_assignment
WHEN (NEW.valid_to IS NULL OR NEW.valid_to > NEW.valid_from)
AND EXISTS (
    SELECT 1
    FROM commitments_assignment a
    WHERE a.commitment_id = NEW.commitment_id
    AND a.department_id = NEW.department_id
    AND (a.valid_to IS NULL OR (a.valid_to > NEW.valid_from AND a.valid_to > a.valid_from))
    AND (NEW.valid_to IS NULL OR a.valid_from < NEW.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'department_overlaps');
END;

CREATE TRIGGER assignment_department_overlaps_on_update
BEFORE UPDATE ON commitments_assignment
WHEN (NEW.valid_to IS NULL OR NEW.valid_to > NEW.valid_from)
AND EXISTS (
    SELECT 1
    FROM commitments_assignment a
    WHERE a.commitment_id = NEW.commitment_id
    AND a.department_id = NEW.department_id
    AND a.id <> NEW.id
    AND (a.valid_to IS NULL OR (a.valid_to > NEW.valid_from AND a.valid_to > a.valid_from))
    AND (NEW.valid_to IS NULL OR a.valid_from < NEW.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'department_overlaps');
END;

CREATE TRIGGER assignment_department_not_there_on_insert
BEFORE INSERT ON commitments_assignment
WHEN EXISTS (
    SELECT 1
    FROM commitments_department d
    WHERE d.id = NEW.department_id
    AND (NEW.valid_from < d.valid_from OR NEW.valid_from > d.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'department_not_there');
END;

CREATE TRIGGER assignment_department_not_there_on_update
BEFORE UPDATE ON commitments_assignment
WHEN EXISTS (
    SELECT 1
    FROM commitments_department d
    WHERE d.id = NEW.department_id
    AND (NEW.valid_from < d.valid_from OR NEW.valid_from > d.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'department_not_there');
END;

CREATE TRIGGER department_department_not_there_on_update
BEFORE UPDATE ON commitments_department
WHEN EXISTS (
    SELECT 1
    FROM commitments_assignment a
    WHERE a.department_id = NEW.id
    AND (a.valid_from < NEW.valid_from OR a.valid_from > NEW.valid_to)
)
BEGIN
    SELECT RAISE(ABORT, 'department_not_there');
END;

CREATE TRIGGER roledecision_role_decision_is_append_only_on_update
BEFORE UPDATE ON commitments_roledecision
BEGIN
    SELECT RAISE(ABORT, 'role_decision_is_append_only');
END;

CREATE TRIGGER roledecision_role_decision_is_append_only_on_delete
BEFORE DELETE ON commitments_roledecision
BEGIN
    SELECT RAISE(ABORT, 'role_decision_is_append_only');
END;
