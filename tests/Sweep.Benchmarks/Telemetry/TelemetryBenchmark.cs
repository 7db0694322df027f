using System.Globalization;
using System.Text.Json;
using Sweep.Benchmarks.Load;
using Sweep.Testing;

namespace Sweep.Benchmarks.Telemetry;

/// <summary>What telemetry costs a real <c>sweep run</c>: without, with the default share of traces, with all; interleaved.</summary>
internal static class TelemetryBenchmark
{
    private const double DefaultLimit = 1.01;
    private const double FullLimit = 1.03;

    private static readonly string[] Ways = ["off", "default", "full"];

    /// <param name="args">The number of rounds, 5 where not given, and of replicates of a trial of about 2 ms, 16000 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
        var replicates = args is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 16000;
        using var collector = new CollectorStub();
        using var folder = new TemporaryFolder();
        var spec = folder.File("spec.yaml");
        await File.WriteAllTextAsync(spec, string.Create(CultureInfo.InvariantCulture, $$"""
            name: telemetry
            parameters: { pattern: [circle], iterations: [1000], samples: [500] }
            replicates: {{replicates}}
            record: { every: 100 }
            """));
        var ratios = Ways.Skip(1).ToDictionary(way => way, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var seconds = new Dictionary<string, double>();

            // Each round begins with another way, or a machine that slows down would always hurt the same.
            foreach (var way in Enumerable.Range(0, Ways.Length).Select(i => Ways[(i + round) % Ways.Length]))
            {
                seconds[way] = await MeasureAsync(folder, spec, collector, way, round);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way,-8} {seconds[way]:F3} s, {collector.TakeBytes() / 1e6:F2} MB sent"));
            }

            foreach (var (way, list) in ratios)
                list.Add(seconds[way] / seconds["off"]);
        }

        Bar[] bars =
        [
            new("wall time with the default share of traces over none", Spread.Of(ratios["default"]), DefaultLimit, IsLeast: false, "F3", "×"),
            new("wall time with all traces over none", Spread.Of(ratios["full"]), FullLimit, IsLeast: false, "F3", "×"),
        ];
        foreach (var bar in bars)
            Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(TemporaryFolder folder, string spec, CollectorStub collector, string way, int round)
    {
        var variables = new Dictionary<string, string>();
        if (way != "off")
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        if (way == "full")
            variables["Sweep__TraceShare"] = "1";
        using var process = SweepProcess.StartBuiltWith(
            variables, Repository.File("src/Sweep.Client/bin/Release/net10.0/sweep.dll"), folder.Path, "run", spec, "--database", folder.File($"{way}{round}.db"), "--json");
        var outcome = await process.WaitAsync(TimeSpan.FromMinutes(5));
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException($"sweep run ended with {outcome.ExitCode}:\n{outcome.Errors}");
        using var result = JsonDocument.Parse(outcome.Output);
        return result.RootElement.GetProperty("wall_seconds").GetDouble();
    }
}
