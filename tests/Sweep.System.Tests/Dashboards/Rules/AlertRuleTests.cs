using Sweep.SystemTests.Dashboards.Boards;
using Sweep.SystemTests.Dashboards.Prometheus;

namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>The rules, by Prometheus' own tool.</summary>
public sealed class AlertRuleTests
{
    private static readonly RulesFile Rules = TelemetryFolder.Yaml<RulesFile>("alerts.yaml");

    [Theory]
    [InlineData("check", "config", "prometheus.yaml")]
    [InlineData("check", "rules", "alerts.yaml")]
    [InlineData("test", "rules", "alerts.test.yaml")]
    public async Task Files_ByPromtool_AreWell(string verb, string what, string file) =>
        await PrometheusPrograms.RunAsync(["promtool", verb, what, TelemetryFolder.File(file)], TestContext.Current.CancellationToken);

    [Fact]
    public async Task Tests_OfARuleThatHasChanged_Fail()
    {
        using var folder = new Testing.TemporaryFolder();
        folder.Write(
            "alerts.yaml", (await File.ReadAllTextAsync(TelemetryFolder.File("alerts.yaml"), TestContext.Current.CancellationToken)).Replace("> 60", "> 6000", StringComparison.Ordinal));
        File.Copy(TelemetryFolder.File("alerts.test.yaml"), folder.File("alerts.test.yaml"));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            PrometheusPrograms.RunAsync(["promtool", "test", "rules", folder.File("alerts.test.yaml")], TestContext.Current.CancellationToken));
        Assert.Contains("QueueFull", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_OfTheFile_AllHaveATestThatFiresThemAndOneThatDoesNot()
    {
        var tests = TelemetryFolder.Yaml<RuleTestsFile>("alerts.test.yaml").Tests.SelectMany(test => test.AlertRuleTest).ToList();
        var alerts = Rules.Groups.SelectMany(group => group.Rules).ToList();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            Assert.Contains(tests, test => test.Alertname == alert.Alert && test.ExpAlerts.Count > 0);
            Assert.Contains(tests, test => test.Alertname == alert.Alert && test.ExpAlerts.Count == 0);
        });
    }

    [Fact]
    public void Alerts_OfTheFile_SayHowBadItIsWhatIsTheMatterAndWhatToDo() => Assert.All(
        Rules.Groups.SelectMany(group => group.Rules),
        alert => Assert.Equal(["remedy", "severity", "summary"], alert.Labels.Keys.Concat(alert.Annotations.Keys).Order(StringComparer.Ordinal)));
}
