namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>One data source of it.</summary>
internal sealed class ProvisionedSource
{
    public string Type { get; set; } = "";

    public string Uid { get; set; } = "";
}
