using System.Text;
using Sweep.Client.Tests.Service;
using Sweep.Service.Views;
using Sweep.Storage.Results;

namespace Sweep.Client.Tests.Remote;

public sealed class RecordLinesTests : ResultBench
{
    private static readonly Guid Id = Guid.Parse("0192f1a0-abcd-7eef-8123-456789abcdef");

    [Fact]
    public async Task Trials_ThereAndBack_AreTheSame()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), [0, 7, 59]);
        var trials = await _store.ReadTrialsAsync(sweep.Id, _cancellation).ToListAsync(_cancellation);
        trials[0] = trials[0] with { Error = "two\nlines", ReachedAt = 3, ConvergedAt = 5, TraceId = "00ff", Diverged = true, LogTail = "\u0001 tail", FinalLoss = null };
        using var lines = new MemoryStream();
        await RecordLines.WriteAsync(trials.ToAsyncEnumerable(), lines, _cancellation);
        Assert.Equal(trials.Count, Encoding.UTF8.GetString(lines.ToArray()).Count(letter => letter == '\n'));
        lines.Position = 0;
        var read = await RecordLines.ReadAsync(lines, SweepJson.Default.TrialView, _cancellation).Select(view => view.Trial).ToListAsync(_cancellation);
        Assert.Equal(trials, read);
    }

    [Fact]
    public async Task Curves_ThereAndBack_AreTheSameToTheBit()
    {
        var curve = new CurveRecord(Id, 7, 2, 5, [0.1f, float.NaN, float.PositiveInfinity, float.Epsilon], [0, 1, float.NegativeInfinity, 1f / 3]);
        using var lines = new MemoryStream();
        await RecordLines.WriteAsync(new[] { curve, curve with { Number = 8 } }.ToAsyncEnumerable(), lines, _cancellation);
        lines.Position = 0;
        var read = await RecordLines.ReadAsync(lines, RecordJson.Default.CurveRecord, _cancellation).ToListAsync(_cancellation);
        Assert.Equal([7, 8], read.Select(one => one.Number));
        Assert.All(read, one =>
        {
            Assert.Equal((curve.SweepId, 2, 5), (one.SweepId, one.Every, one.LastIteration));
            Assert.Equal(Bits(curve.Loss), Bits(one.Loss));
            Assert.Equal(Bits(curve.Accuracy), Bits(one.Accuracy));
        });
    }

    [Fact]
    public async Task Metrics_ThereAndBack_AreTheSameToTheBit()
    {
        var metric = new MetricRecord(Id, 7, "f1 \"score\"", [1, 10], [double.NaN, 0.1 + 0.2]);
        using var lines = new MemoryStream();
        await RecordLines.WriteAsync(new[] { metric }.ToAsyncEnumerable(), lines, _cancellation);
        lines.Position = 0;
        var read = Assert.Single(await RecordLines.ReadAsync(lines, RecordJson.Default.MetricRecord, _cancellation).ToListAsync(_cancellation));
        Assert.Equal((metric.SweepId, metric.Number, metric.Metric), (read.SweepId, read.Number, read.Metric));
        Assert.Equal(metric.Steps, read.Steps);
        Assert.Equal(metric.Values.Select(BitConverter.DoubleToInt64Bits), read.Values.Select(BitConverter.DoubleToInt64Bits));
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
