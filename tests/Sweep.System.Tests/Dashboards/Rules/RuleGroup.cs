namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>Rules that are evaluated together.</summary>
internal sealed class RuleGroup
{
    public List<AlertRule> Rules { get; set; } = [];
}
