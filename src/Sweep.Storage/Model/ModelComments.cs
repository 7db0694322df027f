using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Model;

/// <summary>What each table and column is, in the words of the documentation; databases that keep comments keep these.</summary>
internal static class ModelComments
{
    private static readonly Dictionary<Type, (string Table, Dictionary<string, string> Columns)> Comments = new()
    {
        [typeof(SweepRow)] = ("Named searches: one row a sweep, from its spec to how it ended.", new()
        {
            [nameof(SweepRow.Id)] = "The sweep's id, a version 7 UUID, so that ids ascend with time.",
            [nameof(SweepRow.Name)] = "Name from the spec; need not be unique.",
            [nameof(SweepRow.SpecText)] = "The spec as it was sent, YAML or JSON.",
            [nameof(SweepRow.Spec)] = "The canonical spec: defaults filled in, ranges expanded, parameters as an array whose order is that of enumeration.",
            [nameof(SweepRow.SpecHash)] = "SHA-256 of the canonical spec as it was submitted, lower-case hexadecimal.",
            [nameof(SweepRow.SubmitKey)] = "Makes submitting idempotent: one sweep a key; null where none was given.",
            [nameof(SweepRow.State)] = "running, paused, completed, failed or cancelled.",
            [nameof(SweepRow.Error)] = "Why the sweep failed; null otherwise.",
            [nameof(SweepRow.Numerics)] = "Version of the arithmetic; it changes when any result's bits change.",
            [nameof(SweepRow.PlannedTrials)] = "Trials that it is of, the first of the search space, replicates included: all of it, unless its budget says less.",
            [nameof(SweepRow.Frontier)] = "Every trial number below it is finished; moves up now and then.",
            [nameof(SweepRow.Owner)] = "The process that grants the sweep's trials; null where none does.",
            [nameof(SweepRow.OwnerUntil)] = "When that ownership ends unless it is renewed.",
            [nameof(SweepRow.Epoch)] = "Raised whenever ownership starts anew; fences the owners before.",
            [nameof(SweepRow.CreatedAt)] = "When the sweep was accepted.",
            [nameof(SweepRow.FinishedAt)] = "When it was completed, failed or was cancelled; null before.",
            [nameof(SweepRow.ResumedAt)] = "When it was resumed last; null where it never was.",
            [nameof(SweepRow.EndedBy)] = "Which part of its budget made planned_trials fewer than the search space has: trials, iterations, patience, target, time or train_time; null where none did.",
            [nameof(SweepRow.Extends)] = "The sweep that it extends, whose results it has copied; null where it extends none. That sweep may be deleted since.",
            [nameof(SweepRow.TraceParent)] = "The span of its submission, to which its trials' traces lead back (traceparent of W3C); null where none was made.",
            [nameof(SweepRow.DeletedAt)] = "When somebody began to delete it: its rows are going, and Sweep shows it no more; null otherwise.",
        }),
        [typeof(TrialRow)] = (
            "Finished trials: one row a training run that completed, was pruned or failed.",
            TrialColumns.All.ToDictionary(column => column.PropertyName, column => column.Comment)),
        [typeof(LossCurveRow)] = ("Loss curves: one row a trial with all its recorded points; the view loss_points has one row a point.", new()
        {
            [nameof(LossCurveRow.SweepId)] = "The sweep.",
            [nameof(LossCurveRow.Number)] = "The trial's number in it.",
            [nameof(LossCurveRow.Every)] = "Iterations between recorded points: element k (0-based) is iteration every * k.",
            [nameof(LossCurveRow.LastIteration)] = "Iteration of the last element.",
            [nameof(LossCurveRow.Loss)] = "Mean log loss of each recorded iteration, before its update.",
            [nameof(LossCurveRow.Accuracy)] = "Accuracy of each recorded iteration, 0 to 1.",
        }),
        [typeof(MetricCurveRow)] = (
            "What trainers report beside loss_curves: one row a trial and metric; the view metric_points has one row a value, of both tables.", new()
            {
                [nameof(MetricCurveRow.SweepId)] = "The sweep.",
                [nameof(MetricCurveRow.Number)] = "The trial's number in it.",
                [nameof(MetricCurveRow.Metric)] = "Name of the metric.",
                [nameof(MetricCurveRow.Steps)] = "Steps at which it was reported, ascending.",
                [nameof(MetricCurveRow.Values)] = "Its value at each of them, as it was reported: also NaN and infinities.",
            }),
        [typeof(LeaseRow)] = ("Batches of trials granted to silos; a row goes with the commit of its last trial.", new()
        {
            [nameof(LeaseRow.Id)] = "The lease's id, a version 7 UUID.",
            [nameof(LeaseRow.SweepId)] = "The sweep.",
            [nameof(LeaseRow.Silo)] = "The silo that holds it.",
            [nameof(LeaseRow.Numbers)] = "Runs of trial numbers, [[start, end], ...], ends excluded, in the order in which they run.",
            [nameof(LeaseRow.Epoch)] = "Epoch of the owner that granted it.",
            [nameof(LeaseRow.GrantedAt)] = "When it was granted.",
            [nameof(LeaseRow.ExpiresAt)] = "When it ends unless its silo, which renews it while it works, is heard of.",
            [nameof(LeaseRow.Alone)] = "Whether its one trial has the silo to itself until it has made a checkpoint.",
            [nameof(LeaseRow.TraceParent)] = "The span in which it was granted (traceparent of W3C); null where none was made.",
        }),
        [typeof(AttemptRow)] = ("Tries at trials that ended without a result.", new()
        {
            [nameof(AttemptRow.SweepId)] = "The sweep.",
            [nameof(AttemptRow.Number)] = "The trial's number in it.",
            [nameof(AttemptRow.Attempt)] = "1-based among the lost attempts of this trial.",
            [nameof(AttemptRow.LeaseId)] = "The lease under which it ran.",
            [nameof(AttemptRow.Silo)] = "The silo that held the lease.",
            [nameof(AttemptRow.StartedAt)] = "When the lease was granted.",
            [nameof(AttemptRow.EndedAt)] = "When the loss was noticed.",
            [nameof(AttemptRow.Cause)] = "silo_lost, silo_hung or trial_lost; a trial is given up after three of the first while it ran alone, or ten of the others in a row.",
            [nameof(AttemptRow.Reason)] = "Why there is no result.",
            [nameof(AttemptRow.Alone)] = "Whether the trial had the silo to itself until it made a checkpoint.",
            [nameof(AttemptRow.Progressed)] = "Whether it made a checkpoint.",
            [nameof(AttemptRow.TraceParent)] = "Its span, to which that of the attempt after it leads back (traceparent of W3C); null where none was made.",
        }),
        [typeof(CheckpointRow)] = ("How far long trials are that have no result yet; a row goes with the commit of its trial.", new()
        {
            [nameof(CheckpointRow.SweepId)] = "The sweep.",
            [nameof(CheckpointRow.Number)] = "The trial's number in it.",
            [nameof(CheckpointRow.LeaseId)] = "The lease under which it was last written.",
            [nameof(CheckpointRow.Attempt)] = "1-based attempt that wrote it.",
            [nameof(CheckpointRow.Iteration)] = "Iterations done.",
            [nameof(CheckpointRow.Points)] = "Recorded points in checkpoint_curves.",
            [nameof(CheckpointRow.TrainSeconds)] = "Thread CPU seconds in training until then, of all attempts that it builds on.",
            [nameof(CheckpointRow.State)] = "Weights and sums in Sweep's own form, with version, numerics, plan and checksum.",
            [nameof(CheckpointRow.SavedAt)] = "When it was written.",
        }),
        [typeof(CheckpointCurveRow)] = ("Curves so far of the trials in checkpoints, as segments that are appended and never changed.", new()
        {
            [nameof(CheckpointCurveRow.SweepId)] = "The sweep.",
            [nameof(CheckpointCurveRow.Number)] = "The trial's number in it.",
            [nameof(CheckpointCurveRow.Start)] = "0-based place of the first point in the curve.",
            [nameof(CheckpointCurveRow.Points)] = "Losses and correct samples in Sweep's own form, with a checksum.",
        }),
        [typeof(DataSetRow)] = ("Data sets of users: names of the numbers in data_set_contents.", new()
        {
            [nameof(DataSetRow.Name)] = "What specs call it.",
            [nameof(DataSetRow.Hash)] = "The numbers; several names may share them.",
            [nameof(DataSetRow.Features)] = "Names of the features, a JSON array, in the order of the numbers.",
            [nameof(DataSetRow.Label)] = "The file's column that the labels were.",
            [nameof(DataSetRow.Positive)] = "The value of that column whose label is 1.",
            [nameof(DataSetRow.Source)] = "Name of the file that it came in.",
            [nameof(DataSetRow.CreatedAt)] = "When it was added.",
        }),
        [typeof(DataSetContentRow)] = ("The numbers of data sets, each once; a row goes with the last name that it has.", new()
        {
            [nameof(DataSetContentRow.Hash)] = "SHA-256 of content, lower-case hexadecimal.",
            [nameof(DataSetContentRow.Rows)] = "Rows of the table.",
            [nameof(DataSetContentRow.Content)] = "Rows and features (32-bit integers), the features' values row by row (64-bit floats), and a byte a row for its label, 0 or 1; all little-endian.",
        }),
        [typeof(KeyRow)] = ("Keys that open the HTTP API, swp_ID_SECRET; of the secret there is the hash alone.", new()
        {
            [nameof(KeyRow.Id)] = "The part of the key that names it.",
            [nameof(KeyRow.Name)] = "Whose it is, or what for.",
            [nameof(KeyRow.SecretHash)] = "SHA-256 of the secret.",
            [nameof(KeyRow.Scope)] = "What it allows: read, write or admin, each with those before it.",
            [nameof(KeyRow.CreatedAt)] = "When it was made.",
            [nameof(KeyRow.ExpiresAt)] = "From when on it opens nothing; null for never.",
            [nameof(KeyRow.RevokedAt)] = "When it was taken back; null where it was not.",
            [nameof(KeyRow.LastUsedAt)] = "When it was used last, to the minute; null for never.",
        }),
        [typeof(SweepNoteRow)] = ("What people wrote to sweeps.", new()
        {
            [nameof(SweepNoteRow.SweepId)] = "The sweep.",
            [nameof(SweepNoteRow.Note)] = "Free text; empty for none.",
        }),
        [typeof(SweepTagRow)] = ("Words by which people find sweeps again.", new()
        {
            [nameof(SweepTagRow.SweepId)] = "The sweep.",
            [nameof(SweepTagRow.Tag)] = "One of its tags.",
        }),
        [typeof(ProposalRow)] = ("Points that an adaptive sampler chose, one row a point, written with the lease of its first trial; replicates share it.", new()
        {
            [nameof(ProposalRow.SweepId)] = "The sweep.",
            [nameof(ProposalRow.Number)] = "The first trial of the point.",
            [nameof(ProposalRow.Parameters)] = "The point, as its trials have it.",
            [nameof(ProposalRow.SeenBelow)] = "The results of all trials below this number were known to the sampler, and none above.",
        }),
        [typeof(SearchHistoryRow)] = ("Results that were there when a search was submitted, one row a point: its sampler chooses every point by them. Copies, so that the sweeps that they are from may be deleted.", new()
        {
            [nameof(SearchHistoryRow.SweepId)] = "The sweep whose search begins with it.",
            [nameof(SearchHistoryRow.Place)] = "0-based, in the order in which the spec names the sweeps and these have the points.",
            [nameof(SearchHistoryRow.Parameters)] = "The point, of the search's parameters.",
            [nameof(SearchHistoryRow.Objectives)] = "The value of each objective of the search, an array in their order; null where the point failed.",
            [nameof(SearchHistoryRow.PrunedAt)] = "The step where a pruner stopped it; null where none did.",
            [nameof(SearchHistoryRow.SourceSweep)] = "The sweep that it is from, which may be deleted since.",
            [nameof(SearchHistoryRow.SourceNumber)] = "The first trial of the point there.",
        }),
        [typeof(RungRow)] = ("What a pruner decided, one row a trial and rung; a trial is judged with its cohort, beside what the cohorts before it showed at that rung.", new()
        {
            [nameof(RungRow.SweepId)] = "The sweep.",
            [nameof(RungRow.Number)] = "The trial.",
            [nameof(RungRow.Rung)] = "0-based.",
            [nameof(RungRow.Step)] = "Steps at which it was judged.",
            [nameof(RungRow.Decision)] = "kept, pruned, or completed where its target was met.",
            [nameof(RungRow.Value)] = "The value of the objective by which the trial itself was judged; null where it is no finite number.",
            [nameof(RungRow.Mean)] = "Median pruner: the mean of the recorded values until then, over the replicates; null elsewhere.",
            [nameof(RungRow.Score)] = "The value by which its point was judged, the mean over the replicates; null where one has none.",
            [nameof(RungRow.Bracket)] = "Bracket of hyperband; 0 elsewhere.",
            [nameof(RungRow.Cohort)] = "Cohort of the bracket, 0-based.",
            [nameof(RungRow.Place)] = "0-based place of its point among those that were compared; null where none are ranked.",
            [nameof(RungRow.Among)] = "How many points were compared.",
            [nameof(RungRow.Cutoff)] = "The score of the last that was kept, the median, or the target; null where there is none.",
        }),
        [typeof(NotificationRow)] = ("Messages that sweeps have ended or stalled, one row a message and receiver; those of an end are written with it.", new()
        {
            [nameof(NotificationRow.Id)] = "Its id, a version 7 UUID, the same for each attempt: the header webhook-id.",
            [nameof(NotificationRow.SweepId)] = "The sweep.",
            [nameof(NotificationRow.Event)] = "completed, failed, cancelled or stalled.",
            [nameof(NotificationRow.Error)] = "Why the sweep failed; null otherwise.",
            [nameof(NotificationRow.HappenedAt)] = "When the sweep ended, or had its last progress before it stalled.",
            [nameof(NotificationRow.Url)] = "Where it goes.",
            [nameof(NotificationRow.Secret)] = "Name of the secret by which it is signed; null where it is not.",
            [nameof(NotificationRow.Body)] = "What is sent, a JSON object; null before the end of the first attempt.",
            [nameof(NotificationRow.Attempts)] = "Attempts begun.",
            [nameof(NotificationRow.DueAt)] = "When it is tried again, or when whoever tries it now is taken for lost; null where it is delivered or given up.",
            [nameof(NotificationRow.LastStatus)] = "HTTP status of the last answer; null where there was none.",
            [nameof(NotificationRow.LastError)] = "What went wrong in the last attempt; null where nothing did.",
            [nameof(NotificationRow.DeliveredAt)] = "When its receiver took it; null where that is not so, also once it is given up.",
            [nameof(NotificationRow.CreatedAt)] = "When it was written.",
        }),
    };

    /// <summary>Gives every table and column of the model its comment.</summary>
    /// <exception cref="KeyNotFoundException">One has none yet.</exception>
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            var (table, columns) = Comments[entity.ClrType];
            entity.SetComment(table);
            foreach (var property in entity.GetProperties())
                property.SetComment(columns[property.Name]);
        }
    }
}
