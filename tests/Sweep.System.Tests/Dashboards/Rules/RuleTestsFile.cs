namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>deploy/telemetry/alerts.test.yaml, for promtool.</summary>
internal sealed class RuleTestsFile
{
    public List<RuleTest> Tests { get; set; } = [];
}
