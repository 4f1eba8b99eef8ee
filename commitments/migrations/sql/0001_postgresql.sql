-- What the database refuses whoever asks: what was approved, issued or recorded stays, and quotes stand in their
-- paragraph. Each trigger is named by its table, what it guards and when, and raises what it guards.
-- Statements stand apart by an empty line. Frozen: what is to change comes with a migration of its own.
-- Duties that overlap are kept out by exclusion constraints, which hold between two transactions too. A key stands in
-- them as a range of one: that needs no extension, which somebody with more rights would have to install.

CREATE FUNCTION historyentry_history_is_append_only_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'history_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER historyentry_history_is_append_only_on_update
BEFORE UPDATE ON commitments_historyentry
FOR EACH ROW EXECUTE FUNCTION historyentry_history_is_append_only_on_update();

CREATE FUNCTION historyentry_history_is_append_only_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'history_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER historyentry_history_is_append_only_on_delete
BEFORE DELETE ON commitments_historyentry
FOR EACH ROW EXECUTE FUNCTION historyentry_history_is_append_only_on_delete();

CREATE FUNCTION progressupdate_approved_is_frozen_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF OLD.state = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER progressupdate_approved_is_frozen_on_update
BEFORE UPDATE ON commitments_progressupdate
FOR EACH ROW EXECUTE FUNCTION progressupdate_approved_is_frozen_on_update();

CREATE FUNCTION progressupdate_approved_is_frozen_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF OLD.state = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$guard$;

CREATE TRIGGER progressupdate_approved_is_frozen_on_delete
BEFORE DELETE ON commitments_progressupdate
FOR EACH ROW EXECUTE FUNCTION progressupdate_approved_is_frozen_on_delete();

CREATE FUNCTION observation_approved_is_frozen_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER observation_approved_is_frozen_on_update
BEFORE UPDATE ON commitments_observation
FOR EACH ROW EXECUTE FUNCTION observation_approved_is_frozen_on_update();

CREATE FUNCTION observation_approved_is_frozen_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$guard$;

CREATE TRIGGER observation_approved_is_frozen_on_delete
BEFORE DELETE ON commitments_observation
FOR EACH ROW EXECUTE FUNCTION observation_approved_is_frozen_on_delete();

CREATE FUNCTION observation_approved_is_frozen_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = NEW.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER observation_approved_is_frozen_on_insert
BEFORE INSERT ON commitments_observation
FOR EACH ROW EXECUTE FUNCTION observation_approved_is_frozen_on_insert();

CREATE FUNCTION milestonereached_approved_is_frozen_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER milestonereached_approved_is_frozen_on_update
BEFORE UPDATE ON commitments_milestonereached
FOR EACH ROW EXECUTE FUNCTION milestonereached_approved_is_frozen_on_update();

CREATE FUNCTION milestonereached_approved_is_frozen_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = OLD.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$guard$;

CREATE TRIGGER milestonereached_approved_is_frozen_on_delete
BEFORE DELETE ON commitments_milestonereached
FOR EACH ROW EXECUTE FUNCTION milestonereached_approved_is_frozen_on_delete();

CREATE FUNCTION milestonereached_approved_is_frozen_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = NEW.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER milestonereached_approved_is_frozen_on_insert
BEFORE INSERT ON commitments_milestonereached
FOR EACH ROW EXECUTE FUNCTION milestonereached_approved_is_frozen_on_insert();

CREATE FUNCTION bulletin_issued_is_frozen_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF OLD.state = 'issued' THEN
        RAISE EXCEPTION 'issued_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER bulletin_issued_is_frozen_on_update
BEFORE UPDATE ON commitments_bulletin
FOR EACH ROW EXECUTE FUNCTION bulletin_issued_is_frozen_on_update();

CREATE FUNCTION bulletin_issued_is_frozen_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF OLD.state = 'issued' THEN
        RAISE EXCEPTION 'issued_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$guard$;

CREATE TRIGGER bulletin_issued_is_frozen_on_delete
BEFORE DELETE ON commitments_bulletin
FOR EACH ROW EXECUTE FUNCTION bulletin_issued_is_frozen_on_delete();

CREATE FUNCTION commitment_quote_not_in_paragraph_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF substr(
        (SELECT p.text FROM commitments_paragraph p WHERE p.id = NEW.paragraph_id),
        NEW.quote_start + 1,
        length(NEW.quote)
    ) <> NEW.quote THEN
        RAISE EXCEPTION 'quote_not_in_paragraph' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER commitment_quote_not_in_paragraph_on_insert
BEFORE INSERT ON commitments_commitment
FOR EACH ROW EXECUTE FUNCTION commitment_quote_not_in_paragraph_on_insert();

CREATE FUNCTION commitment_quote_not_in_paragraph_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF substr(
        (SELECT p.text FROM commitments_paragraph p WHERE p.id = NEW.paragraph_id),
        NEW.quote_start + 1,
        length(NEW.quote)
    ) <> NEW.quote THEN
        RAISE EXCEPTION 'quote_not_in_paragraph' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER commitment_quote_not_in_paragraph_on_update
BEFORE UPDATE ON commitments_commitment
FOR EACH ROW EXECUTE FUNCTION commitment_quote_not_in_paragraph_on_update();

CREATE FUNCTION commitment_paragraph_of_other_plan_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        SELECT s.plan_id
        FROM commitments_section s
        JOIN commitments_paragraph p ON p.section_id = s.id
        WHERE p.id = NEW.paragraph_id
    ) <> NEW.plan_id THEN
        RAISE EXCEPTION 'paragraph_of_other_plan' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER commitment_paragraph_of_other_plan_on_insert
BEFORE INSERT ON commitments_commitment
FOR EACH ROW EXECUTE FUNCTION commitment_paragraph_of_other_plan_on_insert();

CREATE FUNCTION commitment_paragraph_of_other_plan_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        SELECT s.plan_id
        FROM commitments_section s
        JOIN commitments_paragraph p ON p.section_id = s.id
        WHERE p.id = NEW.paragraph_id
    ) <> NEW.plan_id THEN
        RAISE EXCEPTION 'paragraph_of_other_plan' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER commitment_paragraph_of_other_plan_on_update
BEFORE UPDATE ON commitments_commitment
FOR EACH ROW EXECUTE FUNCTION commitment_paragraph_of_other_plan_on_update();

CREATE FUNCTION paragraph_quote_not_in_paragraph_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM commitments_commitment c
        WHERE c.paragraph_id = NEW.id
        AND substr(NEW.text, c.quote_start + 1, length(c.quote)) <> c.quote
    ) THEN
        RAISE EXCEPTION 'quote_not_in_paragraph' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER paragraph_quote_not_in_paragraph_on_update
BEFORE UPDATE ON commitments_paragraph
FOR EACH ROW EXECUTE FUNCTION paragraph_quote_not_in_paragraph_on_update();

CREATE FUNCTION setaside_set_aside_is_kept_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        SELECT p.state
        FROM commitments_plan p
        JOIN commitments_section s ON s.plan_id = p.id
        JOIN commitments_paragraph g ON g.section_id = s.id
        WHERE g.id = NEW.paragraph_id
    ) <> 'draft' THEN
        RAISE EXCEPTION 'set_aside_is_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER setaside_set_aside_is_kept_on_insert
BEFORE INSERT ON commitments_setaside
FOR EACH ROW EXECUTE FUNCTION setaside_set_aside_is_kept_on_insert();

CREATE FUNCTION setaside_set_aside_is_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        SELECT p.state
        FROM commitments_plan p
        JOIN commitments_section s ON s.plan_id = p.id
        JOIN commitments_paragraph g ON g.section_id = s.id
        WHERE g.id = NEW.paragraph_id
    ) <> 'draft' THEN
        RAISE EXCEPTION 'set_aside_is_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER setaside_set_aside_is_kept_on_update
BEFORE UPDATE ON commitments_setaside
FOR EACH ROW EXECUTE FUNCTION setaside_set_aside_is_kept_on_update();

CREATE FUNCTION setaside_set_aside_is_kept_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        SELECT p.state
        FROM commitments_plan p
        JOIN commitments_section s ON s.plan_id = p.id
        JOIN commitments_paragraph g ON g.section_id = s.id
        WHERE g.id = OLD.paragraph_id
    ) <> 'draft' THEN
        RAISE EXCEPTION 'set_aside_is_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$guard$;

CREATE TRIGGER setaside_set_aside_is_kept_on_delete
BEFORE DELETE ON commitments_setaside
FOR EACH ROW EXECUTE FUNCTION setaside_set_aside_is_kept_on_delete();

CREATE FUNCTION evidence_approved_is_frozen_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT u.state FROM commitments_progressupdate u WHERE u.id = NEW.update_id) = 'approved' THEN
        RAISE EXCEPTION 'approved_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER evidence_approved_is_frozen_on_insert
BEFORE INSERT ON commitments_evidence
FOR EACH ROW EXECUTE FUNCTION evidence_approved_is_frozen_on_insert();

CREATE FUNCTION evidence_evidence_stays_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF OLD.sha256 <> NEW.sha256
    OR OLD.name <> NEW.name
    OR OLD.stored_as <> NEW.stored_as
    OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'evidence_stays' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER evidence_evidence_stays_on_update
BEFORE UPDATE ON commitments_evidence
FOR EACH ROW EXECUTE FUNCTION evidence_evidence_stays_on_update();

CREATE FUNCTION evidence_evidence_stays_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'evidence_stays' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER evidence_evidence_stays_on_delete
BEFORE DELETE ON commitments_evidence
FOR EACH ROW EXECUTE FUNCTION evidence_evidence_stays_on_delete();

CREATE FUNCTION overrule_overrule_is_append_only_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'overrule_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER overrule_overrule_is_append_only_on_update
BEFORE UPDATE ON commitments_overrule
FOR EACH ROW EXECUTE FUNCTION overrule_overrule_is_append_only_on_update();

CREATE FUNCTION overrule_overrule_is_append_only_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'overrule_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER overrule_overrule_is_append_only_on_delete
BEFORE DELETE ON commitments_overrule
FOR EACH ROW EXECUTE FUNCTION overrule_overrule_is_append_only_on_delete();

CREATE FUNCTION takenback_taken_back_is_append_only_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'taken_back_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER takenback_taken_back_is_append_only_on_update
BEFORE UPDATE ON commitments_takenback
FOR EACH ROW EXECUTE FUNCTION takenback_taken_back_is_append_only_on_update();

CREATE FUNCTION takenback_taken_back_is_append_only_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'taken_back_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER takenback_taken_back_is_append_only_on_delete
BEFORE DELETE ON commitments_takenback
FOR EACH ROW EXECUTE FUNCTION takenback_taken_back_is_append_only_on_delete();

CREATE FUNCTION sentback_sent_back_is_append_only_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'sent_back_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER sentback_sent_back_is_append_only_on_update
BEFORE UPDATE ON commitments_sentback
FOR EACH ROW EXECUTE FUNCTION sentback_sent_back_is_append_only_on_update();

CREATE FUNCTION sentback_sent_back_is_append_only_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'sent_back_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER sentback_sent_back_is_append_only_on_delete
BEFORE DELETE ON commitments_sentback
FOR EACH ROW EXECUTE FUNCTION sentback_sent_back_is_append_only_on_delete();

CREATE FUNCTION thresholdchange_thresholds_are_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'thresholds_are_kept' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER thresholdchange_thresholds_are_kept_on_update
BEFORE UPDATE ON commitments_thresholdchange
FOR EACH ROW EXECUTE FUNCTION thresholdchange_thresholds_are_kept_on_update();

CREATE FUNCTION thresholdchange_thresholds_are_kept_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'thresholds_are_kept' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER thresholdchange_thresholds_are_kept_on_delete
BEFORE DELETE ON commitments_thresholdchange
FOR EACH ROW EXECUTE FUNCTION thresholdchange_thresholds_are_kept_on_delete();

CREATE FUNCTION plan_thresholds_are_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        OLD.yellow_at <> NEW.yellow_at
        OR OLD.red_below <> NEW.red_below
        OR OLD.milestone_days <> NEW.milestone_days
    )
    AND OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'thresholds_are_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER plan_thresholds_are_kept_on_update
BEFORE UPDATE ON commitments_plan
FOR EACH ROW EXECUTE FUNCTION plan_thresholds_are_kept_on_update();

CREATE FUNCTION trajectorypoint_path_is_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
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
    ) <> 'draft' THEN
        RAISE EXCEPTION 'path_is_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER trajectorypoint_path_is_kept_on_update
BEFORE UPDATE ON commitments_trajectorypoint
FOR EACH ROW EXECUTE FUNCTION trajectorypoint_path_is_kept_on_update();

CREATE FUNCTION trajectorypoint_path_is_kept_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (
        SELECT p.state
        FROM commitments_plan p
        JOIN commitments_commitment c ON c.plan_id = p.id
        WHERE c.id = OLD.commitment_id
    ) <> 'draft' THEN
        RAISE EXCEPTION 'path_is_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$guard$;

CREATE TRIGGER trajectorypoint_path_is_kept_on_delete
BEFORE DELETE ON commitments_trajectorypoint
FOR EACH ROW EXECUTE FUNCTION trajectorypoint_path_is_kept_on_delete();

CREATE FUNCTION milestone_planned_day_is_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF OLD.planned <> NEW.planned
    AND (
        SELECT p.state
        FROM commitments_plan p
        JOIN commitments_commitment c ON c.plan_id = p.id
        WHERE c.id = OLD.commitment_id
    ) <> 'draft' THEN
        RAISE EXCEPTION 'planned_day_is_kept' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER milestone_planned_day_is_kept_on_update
BEFORE UPDATE ON commitments_milestone
FOR EACH ROW EXECUTE FUNCTION milestone_planned_day_is_kept_on_update();

CREATE FUNCTION adjustedday_adjusted_day_is_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'adjusted_day_is_kept' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER adjustedday_adjusted_day_is_kept_on_update
BEFORE UPDATE ON commitments_adjustedday
FOR EACH ROW EXECUTE FUNCTION adjustedday_adjusted_day_is_kept_on_update();

CREATE FUNCTION adjustedday_adjusted_day_is_kept_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'adjusted_day_is_kept' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER adjustedday_adjusted_day_is_kept_on_delete
BEFORE DELETE ON commitments_adjustedday
FOR EACH ROW EXECUTE FUNCTION adjustedday_adjusted_day_is_kept_on_delete();

CREATE FUNCTION formerleader_former_leader_is_kept_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'former_leader_is_kept' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER formerleader_former_leader_is_kept_on_update
BEFORE UPDATE ON commitments_formerleader
FOR EACH ROW EXECUTE FUNCTION formerleader_former_leader_is_kept_on_update();

CREATE FUNCTION formerleader_former_leader_is_kept_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'former_leader_is_kept' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER formerleader_former_leader_is_kept_on_delete
BEFORE DELETE ON commitments_formerleader
FOR EACH ROW EXECUTE FUNCTION formerleader_former_leader_is_kept_on_delete();

ALTER TABLE commitments_assignment ADD CONSTRAINT assignment_leads_overlap
EXCLUDE USING gist (
    int8range(commitment_id, commitment_id, '[]') WITH &&,
    daterange(valid_from, valid_to) WITH &&
)
WHERE (role = 'lead');

ALTER TABLE commitments_assignment ADD CONSTRAINT assignment_department_overlaps
EXCLUDE USING gist (
    int8range(commitment_id, commitment_id, '[]') WITH &&,
    int8range(department_id, department_id, '[]') WITH &&,
    daterange(valid_from, valid_to) WITH &&
);

CREATE FUNCTION assignment_department_not_there_on_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM commitments_department d
        WHERE d.id = NEW.department_id
        AND (NEW.valid_from < d.valid_from OR NEW.valid_from > d.valid_to)
    ) THEN
        RAISE EXCEPTION 'department_not_there' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER assignment_department_not_there_on_insert
BEFORE INSERT ON commitments_assignment
FOR EACH ROW EXECUTE FUNCTION assignment_department_not_there_on_insert();

CREATE FUNCTION assignment_department_not_there_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM commitments_department d
        WHERE d.id = NEW.department_id
        AND (NEW.valid_from < d.valid_from OR NEW.valid_from > d.valid_to)
    ) THEN
        RAISE EXCEPTION 'department_not_there' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER assignment_department_not_there_on_update
BEFORE UPDATE ON commitments_assignment
FOR EACH ROW EXECUTE FUNCTION assignment_department_not_there_on_update();

CREATE FUNCTION department_department_not_there_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM commitments_assignment a
        WHERE a.department_id = NEW.id
        AND (a.valid_from < NEW.valid_from OR a.valid_from > NEW.valid_to)
    ) THEN
        RAISE EXCEPTION 'department_not_there' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER department_department_not_there_on_update
BEFORE UPDATE ON commitments_department
FOR EACH ROW EXECUTE FUNCTION department_department_not_there_on_update();

CREATE FUNCTION roledecision_role_decision_is_append_only_on_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'role_decision_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER roledecision_role_decision_is_append_only_on_update
BEFORE UPDATE ON commitments_roledecision
FOR EACH ROW EXECUTE FUNCTION roledecision_role_decision_is_append_only_on_update();

CREATE FUNCTION roledecision_role_decision_is_append_only_on_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'role_decision_is_append_only' USING ERRCODE = 'integrity_constraint_violation';
END
$guard$;

CREATE TRIGGER roledecision_role_decision_is_append_only_on_delete
BEFORE DELETE ON commitments_roledecision
FOR EACH ROW EXECUTE FUNCTION roledecision_role_decision_is_append_only_on_delete();
