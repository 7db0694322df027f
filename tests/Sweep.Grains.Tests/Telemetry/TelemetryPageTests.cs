using System.Diagnostics.Metrics;
using System.Reflection;
using Sweep.Grains.Telemetry;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Telemetry;

/// <summary>docs/telemetry.md says what the code emits.</summary>
public sealed class TelemetryPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Repository.File("docs/telemetry.md"));

    [Fact]
    public void Metrics_OfThePage_AreThoseOfTheCode()
    {
        var emitted = typeof(SweepTelemetry).GetProperties(BindingFlags.Static | BindingFlags.Public)
            .Select(property => property.GetValue(null))
            .OfType<Instrument>()
            .Select(instrument => (instrument.Name, KindOf(instrument), instrument.Unit, instrument.Description));
        var written = Rows("sweep.").Where(row => row.Length == 5).Select(row => (row[0], row[1], (string?)row[2], (string?)row[4]));
        Assert.Equal(emitted.Order(), written.Order());
    }

    [Fact]
    public void Spans_OfThePage_AreThoseOfTheCode() => Assert.Equal(
        new[] { TelemetryNames.Submit, TelemetryNames.Lease, TelemetryNames.TrialRun, TelemetryNames.TrialTrain, TelemetryNames.Commit }.Order(
            StringComparer.Ordinal),
        Rows("").Where(row => row.Length == 3 && !row[0].StartsWith("OTEL", StringComparison.Ordinal) && !row[0].StartsWith("Sweep__", StringComparison.Ordinal))
            .Select(row => row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Attributes_OfTheCode_AreAllOnThePage()
    {
        var text = string.Join('\n', Page);
        Assert.All(
            typeof(TelemetryNames).GetFields().Select(field => (string)field.GetRawConstantValue()!),
            name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void AttributesOfMetrics_AreNeverIds() => Assert.All(
        Rows("sweep.").Where(row => row.Length == 5),
        row => Assert.DoesNotMatch(@"\.(id|number|silo|trace)", row[3]));

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0].ToLowerInvariant();

    /// <summary>Rows of tables whose first cell is in code and begins so.</summary>
    private static IEnumerable<string[]> Rows(string begin) => Page
        .Where(line => line.StartsWith($"| `{begin}", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
        .Select(cells => cells.Select((cell, i) => i == 3 ? cell : cell.Trim('`')).ToArray());
}
