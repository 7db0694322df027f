namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>Grafana's file of data sources.</summary>
internal sealed class Provisioning
{
    public List<ProvisionedSource> Datasources { get; set; } = [];
}
