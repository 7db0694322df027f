namespace Sweep.Dashboards.Tests.Boards;

/// <summary>Grafana's file of data sources.</summary>
internal sealed class Provisioning
{
    public List<ProvisionedSource> Datasources { get; set; } = [];
}
