using System.Globalization;
using System.Text;
using Sweep.Client.Export;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Client.Tests.Export;

public sealed class ExporterTests
{
    private static readonly string[] TrialNames =
    [
        "sweep_id", "number", "parameters", "pattern", "learning_rate", "iterations", "samples", "hidden", "replicate", "data_seed",
        "init_seed", "content_key", "state", "attempt", "silo", "slot", "started_at", "finished_at", "train_seconds", "trained_iterations",
        "final_loss", "final_accuracy", "best_loss", "reached_at", "converged_at", "error", "trace_id", "origin",
        "final_objective", "best_objective", "diverged", "log_tail",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task ExportTrials_HardRows_ReadBackAsTheyAre(ExportFormat format)
    {
        var rows = await ReadAsync(format, await TrialsAsync(format, ExportRows.Trials));
        Assert.Equal(ExportRows.Trials.Length, rows.Count);
        Assert.All(rows, row => Assert.Equal(TrialNames, row.Keys));

        foreach (var (row, trial) in rows.Zip(ExportRows.Trials))
        {
            Assert.Equal("0192f1a0-abcd-7eef-8123-456789abcdef", row["sweep_id"]);
            Assert.Equal(trial.Trial.Number, long.Parse(row["number"]!, CultureInfo.InvariantCulture));
            Assert.Equal(trial.Trial.Point[PerceptronParameters.LearningRate].Real, Number(row["learning_rate"]));
            Assert.Equal(trial.Trial.InitSeed, uint.Parse(row["init_seed"]!, CultureInfo.InvariantCulture));
            Assert.Equal(trial.FinalLoss, Number(row["final_loss"]));
            Assert.Equal(trial.BestLoss, Number(row["best_loss"]));
            Assert.Equal(trial.FinalAccuracy, Number(row["final_accuracy"]));
            Assert.Equal(trial.ReachedAt, Number(row["reached_at"]));
            Assert.Equal(trial.Error, row["error"]);
            Assert.Equal(trial.TraceId, row["trace_id"]);
        }
        Assert.Equal(["completed", "failed", "pruned"], rows.Select(row => row["state"]));
        Assert.Equal(["reused", "trained", "trained"], rows.Select(row => row["origin"]));
        Assert.Equal(["circle", "circle", "thick_right_angle"], rows.Select(row => row["pattern"]));
        Assert.Equal("2026-03-01T08:29:58.000000Z", rows[0]["started_at"]);
        Assert.Equal("2026-03-01T08:29:58.123456Z", rows[2]["started_at"]);
        Assert.Equal(
            """{"pattern":"circle","learning_rate":0.001,"iterations":5000,"samples":500,"hidden":4}""", rows[0]["parameters"]);
    }

    [Fact]
    public async Task ExportTrials_EveryFormat_HoldsTheSame()
    {
        var csv = ExportReader.Csv(await TrialsAsync(ExportFormat.Csv, ExportRows.Trials));
        Assert.Equal(csv, ExportReader.JsonLines(await TrialsAsync(ExportFormat.JsonLines, ExportRows.Trials)));
        Assert.Equal(csv, await ExportReader.ParquetAsync(await TrialsAsync(ExportFormat.Parquet, ExportRows.Trials)));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task ExportTrials_OfSomeColumns_HasThoseInTheirOrder(ExportFormat format)
    {
        string[] columns = ["final_loss", "parameters", "number"];
        using var stream = new MemoryStream();
        await Exporters.For(format, columns).ExportTrialsAsync(ExportRows.StreamAsync(ExportRows.Trials), stream, Cancellation);
        var rows = await ReadAsync(format, stream.ToArray());
        var whole = await ReadAsync(format, await TrialsAsync(format, ExportRows.Trials));
        Assert.All(rows, row => Assert.Equal(columns, row.Keys));
        Assert.Equal(whole.Select(row => columns.Select(column => row[column])), rows.Select(row => columns.Select(column => row[column])));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task ExportLossPoints_Curves_OneRowAPointWithItsIteration(ExportFormat format)
    {
        var rows = await ReadAsync(format, await PointsAsync(format, ExportRows.Curves));
        Assert.All(rows, row => Assert.Equal(["sweep_id", "number", "iteration", "loss", "accuracy"], row.Keys));
        Assert.Equal(["0", "0", "0", "1", "1", "1", "1", "7"], rows.Select(row => row["number"]));
        Assert.Equal(["0", "1", "2", "0", "10", "20", "24", "0"], rows.Select(row => row["iteration"]));
        Assert.Equal(ExportRows.Curves.SelectMany(curve => curve.Loss), rows.Select(row => Single(row["loss"])));
        Assert.Equal(ExportRows.Curves.SelectMany(curve => curve.Accuracy), rows.Select(row => Single(row["accuracy"])));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task ExportMetricPoints_CurvesAndMetrics_OneRowAValueTrialAfterTrial(ExportFormat format)
    {
        MetricRecord[] metrics =
        [
            new(ExportRows.Sweep, 0, "f1", [2, 5], [0.25, 1 / 3.0]), new(ExportRows.Sweep, 3, "auc", [1], [double.NaN]), new(ExportRows.Sweep, 9, "auc", [0], [0.5]),
        ];
        using var stream = new MemoryStream();
        await Exporters.For(format).ExportMetricPointsAsync(ExportRows.StreamAsync(ExportRows.Curves), ExportRows.StreamAsync(metrics), stream, Cancellation);
        var rows = await ReadAsync(format, stream.ToArray());
        Assert.All(rows, row => Assert.Equal(["sweep_id", "number", "metric", "step", "value"], row.Keys));
        Assert.Equal(
            ["0 loss", "0 accuracy", "0 f1", "1 loss", "1 accuracy", "3 auc", "7 loss", "7 accuracy", "9 auc"],
            rows.Select(row => $"{row["number"]} {row["metric"]}").Distinct());
        Assert.Equal(["0", "10", "20", "24"], rows.Where(row => row["number"] == "1" && row["metric"] == "loss").Select(row => row["step"]));
        Assert.Equal([0.25, 1 / 3.0], rows.Where(row => row["metric"] == "f1").Select(row => Number(row["value"])!.Value));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task Export_NoRows_IsStillAFileOfItsFormat(ExportFormat format)
    {
        var bytes = await TrialsAsync(format, []);
        Assert.Empty(await ReadAsync(format, bytes));
        if (format == ExportFormat.Csv)
            Assert.Equal(string.Join(',', TrialNames) + "\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task ExportLossPoints_MoreThanOneRowGroup_StreamsToAPipeAndLeavesItOpen(ExportFormat format)
    {
        const int Points = ParquetExporter.RowsInGroup + 5;
        var curve = new CurveRecord(
            ExportRows.Sweep, 3, 1, Points - 1, [.. Enumerable.Range(0, Points).Select(i => 1f / (i + 1))], new float[Points]);
        await using var pipe = new ForwardStream();
        await Exporters.For(format).ExportLossPointsAsync(ExportRows.StreamAsync([curve]), pipe, Cancellation);

        Assert.False(pipe.IsDisposed);
        Assert.InRange(pipe.LargestWrite, 1, 2_000_000);
        var rows = await ReadAsync(format, pipe.Bytes);
        Assert.Equal(Points, rows.Count);
        Assert.Equal(1f / Points, Single(rows[^1]["loss"]));
        if (format == ExportFormat.Parquet)
            Assert.Equal(2, await ExportReader.RowGroupsAsync(pipe.Bytes));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Parquet)]
    public async Task ExportTrials_Cancelled_Stops(ExportFormat format)
    {
        using var source = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Exporters.For(format).ExportTrialsAsync(EndlessAsync(Cancellation), Stream.Null, source.Token));
        Assert.InRange(seen, 10, 1_000_000);

        async IAsyncEnumerable<TrialRecord> EndlessAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            while (true)
            {
                token.ThrowIfCancellationRequested();
                if (++seen == 10)
                    await source.CancelAsync();
                yield return ExportRows.Trial(seen);
            }
        }
    }

    private static async Task<byte[]> TrialsAsync(ExportFormat format, TrialRecord[] trials)
    {
        using var stream = new MemoryStream();
        await Exporters.For(format).ExportTrialsAsync(ExportRows.StreamAsync(trials), stream, Cancellation);
        return stream.ToArray();
    }

    private static async Task<byte[]> PointsAsync(ExportFormat format, CurveRecord[] curves)
    {
        using var stream = new MemoryStream();
        await Exporters.For(format).ExportLossPointsAsync(ExportRows.StreamAsync(curves), stream, Cancellation);
        return stream.ToArray();
    }

    private static async Task<List<Dictionary<string, string?>>> ReadAsync(ExportFormat format, byte[] bytes) => format switch
    {
        ExportFormat.Csv => ExportReader.Csv(bytes),
        ExportFormat.JsonLines => ExportReader.JsonLines(bytes),
        _ => await ExportReader.ParquetAsync(bytes),
    };

    private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static float Single(string? text) => float.Parse(text!, CultureInfo.InvariantCulture);
}
