namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>deploy/telemetry/alerts.yaml.</summary>
internal sealed class RulesFile
{
    public List<RuleGroup> Groups { get; set; } = [];
}
