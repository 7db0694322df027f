using System.Globalization;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Tests.Processes;

public sealed class CommandOutputTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" >> \"$SWEEP_REPORT_FILE\"")]
    public void Reports_AMillion_AreAllThere(string place)
    {
        _bench.Target = 0.5;
        var marker = place.Length == 0 ? "@sweep " : "";
        var result = _bench.Train($$"""seq 1 1000000 | sed 's/.*/{{marker}}{"step":&,"loss":0.&,"accuracy":0.5}/'{{place}}""");
        Assert.Equal(1_000_000, result.TrainedIterations);
        Assert.Equal([1_000_000, 1_000_000], result.Metrics.Select(curve => curve.Count));
        Assert.Equal(0.999999, result.Metrics[0].Values[999_998]);
    }

    [Fact]
    public void Chatter_CostsNoMemory()
    {
        // SWEEP_TEST_CHATTER: megabytes on each of both streams.
        var megabytes = int.Parse(Environment.GetEnvironmentVariable("SWEEP_TEST_CHATTER") ?? "32", CultureInfo.InvariantCulture);
        _bench.Train("""echo '@sweep {"step":1,"loss":1}'""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = _bench.Train(
            $$"""
            yes "epoch done, and this is a line of sixty-four characters, more or less" | head -c {{megabytes}}000000 &
            yes "a warning that nobody reads" | head -c {{megabytes}}000000 >&2
            wait
            echo last >&2
            echo last
            echo '@sweep {"step":1,"loss":1}'
            """);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);

        // Either stream may be the one that is read last.
        Assert.EndsWith("last\n", result.LogTail!.TrimEnd('\n') + '\n', StringComparison.Ordinal);
        Assert.InRange(result.LogTail!.Length, LogTail.Size - 256, LogTail.Size);
    }

    [Fact]
    public void Line_WithoutEnd_IsCut()
    {
        var result = _bench.Train("""head -c 20000000 /dev/zero | tr '\0' x; echo; echo '@sweep {"step":1,"loss":1}'""");
        Assert.Equal($"{new string('x', LogTail.LongestLine)} […]\n", result.LogTail);
    }

    [Fact]
    public void Report_LongerThanALineMayBe_IsSaidToBe()
    {
        var failure = _bench.Fail("""printf '@sweep {"step":1,"loss":'; head -c 100000 /dev/zero | tr '\0' 1; echo '}'; sleep 60""");
        Assert.Contains("is longer than the 64 KiB of a report; report less at once", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 0, 400);
    }

    [Fact]
    public void ReportFile_WrittenAnew_IsSaidToBe()
    {
        _bench.Stops = [1, 2];
        using var run = _bench.Begin(
            """
            echo '{"step":1,"loss":1,"more":1}' >> "$SWEEP_REPORT_FILE"
            while [ ! -e seen ]; do sleep 0.01; done
            echo '{"step":2}' > "$SWEEP_REPORT_FILE"
            sleep 60
            """);
        run.AdvanceTo(1, CancellationToken.None);
        File.WriteAllText(_bench.File("seen"), "");
        var failure = Assert.Throws<TrainerException>(() => run.AdvanceTo(2, CancellationToken.None));
        Assert.Contains("the file of reports became shorter; open it to append", failure.Message, StringComparison.Ordinal);
    }
}
