using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Views;
using Sweep.Storage.DataSets;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Service;

/// <summary>Scripts read these documents: names, order and forms of numbers stay.</summary>
public sealed class SweepJsonTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 13, 30, 0, 250, TimeSpan.FromHours(1));
    private static readonly Guid Id = Guid.Parse("0192F1A0-ABCD-7EEF-8123-456789ABCDEF");

    private static readonly SweepRecord Sweep = new(
        Id, "patterns", "", "{}", "00ff", null, SweepState.Running, null, 2, 8, 3, null, null, 1, Time, null);

    private static readonly TrialTotals Totals = new(3, 1, 0, 0.1 + 0.2, 4000, Time.AddSeconds(2), Prefix: 1, Reused: 2);

    private static readonly ConvergenceRow Row = new(
        PerceptronParameters.LearningRate, "1e-05", 4, 1, 0.25, null, 17,
        new BestSetting(new PerceptronPoint(Pattern.ThickRightAngle, 1e-5, 1000, 500, 4), 2, 1, 0.5, 17, double.NaN));

    private const string Ranked =
        """[{"learning_rate":1E-05,"trials":4,"reached":1,"share":0.25,"median_iterations":null,"best_iterations":17,"best":{"pattern":"thick_right_angle","learning_rate":1E-05,"iterations":1000,"samples":500,"hidden":4,"trials":2,"reached":1,"share":0.5,"median_iterations":17,"best_loss":null}}]""";

    [Fact]
    public void Submitted_Sweep_AsPrinted() => AssertJson(
        """{"sweep_id":"0192f1a0-abcd-7eef-8123-456789abcdef","name":"patterns","state":"running","planned_trials":8,"submitted":true,"silos_alive":null}""",
        new SubmittedSweep(Sweep, Submitted: true, SilosAlive: null), SweepJson.Default.SubmittedSweep);

    [Fact]
    public void Changed_Sweep_AsPrinted() => AssertJson(
        """{"sweep_id":"0192f1a0-abcd-7eef-8123-456789abcdef","state":"running","changed":false}""",
        new ChangedSweep(Sweep, Changed: false, Refused: null), SweepJson.Default.ChangedSweep);

    [Fact]
    public void List_OfSweeps_AsPrinted() => AssertJson(
        """[{"sweep_id":"0192f1a0-abcd-7eef-8123-456789abcdef","name":"patterns","state":"running","planned_trials":8,"completed":3,"pruned":1,"failed":0,"train_seconds":0.30000000000000004,"spec_hash":"00ff","created_at":"2026-03-01T12:30:00.25Z","finished_at":null,"tags":["a b","c"]}]""",
        [new SweepSummary(Sweep, Totals, ["a b", "c"])], SweepJson.Default.IReadOnlyListSweepSummary);

    [Fact]
    public void Top_ByAParameter_HasItsValueFirst() => AssertJson(
        $$"""{"sweep_id":"0192f1a0-abcd-7eef-8123-456789abcdef","state":"running","by":"learning_rate","rows":{{Ranked}},"pruned_left_out":0,"comparison":null}""",
        new SweepTop(Sweep, PerceptronParameters.LearningRate, [Row], Totals, IsOfLongest: false), SweepJson.Default.SweepTop);

    [Fact]
    public void Result_OfASweep_AsPrinted() => AssertJson(
        $$"""{"sweep_id":"0192f1a0-abcd-7eef-8123-456789abcdef","name":"patterns","state":"running","error":null,"planned_trials":8,"trials":{"waiting":4,"running":0,"completed":3,"pruned":1,"failed":0,"cancelled":0},"origins":{"trained":1,"prefix":1,"reused":2},"startup_seconds":0.5,"wall_seconds":2,"train_seconds":0.30000000000000004,"patterns":{{Ranked}}}""",
        new SweepResult(Sweep, Totals, 0.5, 2, [Row]), SweepJson.Default.SweepResult);

    [Fact]
    public void DataSet_AddedAndListed_AsPrinted()
    {
        const string Stored =
            """{"name":"heart","hash":"00ff","rows":270,"features":["age","bp"],"label":"disease","positive":"yes","source":"heart.csv","created_at":"2026-03-01T12:30:00.25Z""";
        var set = new DataSetView(new DataSetRecord("heart", "00ff", ["age", "bp"], 270, "disease", "yes", "heart.csv", Time));
        AssertJson($"[{Stored}\"}}]", [set], SweepJson.Default.IReadOnlyListDataSetView);
        AssertJson($"{Stored}\",\"added\":true}}", set with { Added = true }, SweepJson.Default.DataSetView);
    }

    [Fact]
    public void Status_OfASweepThatOthersWorkOn_HasWhatTheyTell()
    {
        var silo = new SiloView("box/7", "10.0.0.1:11111", "10.0.0.1:30000", "active", "0.1.0", 2, 4, 3, Time, Time);
        var live = new LiveSweep([silo], null, [new RunningTrial(5, 1, 20, 100)]);
        var status = SweepStatus.Of(Sweep, Totals, new TrialCounts(3, 1, 3, 1, 0, 0), live, Time);
        const string Stored =
            """{"sweep_id":"0192f1a0-abcd-7eef-8123-456789abcdef","name":"patterns","state":"running","error":null,"planned_trials":8,"trials":{"waiting":3,"running":1,"completed":3,"pruned":1,"failed":0,"cancelled":0},"origins":{"trained":1,"prefix":1,"reused":2},"rows_beyond_plan":0,"frontier":3,"owner":null,"owner_until":null,"late_owner":null,"train_seconds":0.30000000000000004,"trained_iterations":4000,"trials_per_second":2,"numerics":2,"spec_hash":"00ff","created_at":"2026-03-01T12:30:00.25Z","finished_at":null""";
        AssertJson(Stored + "}", status with { Live = null }, SweepJson.Default.SweepStatus);
        AssertJson(
            Stored + ""","live":{"silos":[{"silo":"box/7","address":"10.0.0.1:11111","gateway":"10.0.0.1:30000","state":"active","version":"0.1.0","numerics":2,"slots":4,"busy_slots":3,"started_at":"2026-03-01T12:30:00.25Z","alive_at":"2026-03-01T12:30:00.25Z"}],"store_trouble":null,"running":[{"number":5,"attempt":1,"iteration":20,"iterations":100}]}}""",
            status, SweepJson.Default.SweepStatus);
    }

    private static void AssertJson<T>(string expected, T view, JsonTypeInfo<T> type) => Assert.Equal(expected, JsonSerializer.Serialize(view, type));
}
