namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>Series, and what alerts make of them.</summary>
internal sealed class RuleTest
{
    public List<ExpectedAlert> AlertRuleTest { get; set; } = [];
}
