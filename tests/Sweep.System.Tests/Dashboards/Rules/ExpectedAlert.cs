namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>What one alert must say at one time; nothing where the list is empty.</summary>
internal sealed class ExpectedAlert
{
    public string Alertname { get; set; } = "";

    public List<object> ExpAlerts { get; set; } = [];
}
