namespace Sweep.Silo.Tests.Architecture;

/// <summary>
/// A project and the order of its namespaces, lowest first: what stands in one line may use what stands in lines before it, and nothing beside it.
/// </summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Root">The namespace that the lines are relative to.</param>
/// <param name="Lines">Each with namespaces, parted by spaces; a dot for the root itself.</param>
internal sealed record ProjectLayers(string Assembly, string Root, params string[] Lines)
{
    /// <summary>The program's projects, lowest first. docs/architecture.md says what is in each.</summary>
    public static readonly ProjectLayers[] All =
    [
        new("Sweep.Core", "Sweep.Core",
            "Arithmetic Naming Texts",
            "Notifications Spaces",
            "Constraints",
            "Samplers",
            "Samplers.Adaptive",
            "Samplers.Adaptive.Cma Samplers.Adaptive.Gp Samplers.Adaptive.Nsga Samplers.Adaptive.Tpe",
            "Samplers.Adaptive.Auto",
            "Patterns",
            "Curves Data",
            "Trials",
            "Trainers",
            "Budgets Pruners Trainers.Protocol",
            "Trainers.Stepping Trainers.Perceptron.Kernels",
            "Trainers.Perceptron",
            "Specs",
            "Specs.Reading Analysis Scheduling Sweeps",
            "Scheduling.Runners"),
        new("Sweep.Storage", "Sweep.Storage",
            "Faults Postgres.Membership",
            "Sweeps Trials Checkpoints Results DataSets Keys Notifications Rungs Schema",
            "Archives Owning",
            ".",
            "Opening",
            "Model",
            "Relational",
            "Postgres Sqlite",
            "Postgres.Migrations Sqlite.Migrations Databases"),
        new("Sweep.Grains", "Sweep.Grains",
            "Contracts Settings Silos Telemetry Terminals",
            "Compute Notifications Processes Clustering.Security",
            "Trainers Writing",
            "Trials Owning",
            "Leasing",
            "Hosting Clustering"),
        new("Sweep.Service", "Sweep.Service",
            "Answers Results",
            "Reports Views Tables",
            "Silos Sweeps Claims",
            "Watching Browsing",
            "Archives",
            ".",
            "Remote"),
        new("Sweep.Web", "Sweep.Web",
            "Assets Charts",
            "Keys",
            "Api",
            "Pages.Shared",
            "Pages.Sweeps Pages.OneSweep Pages.Trials Pages.Comparison Pages.Silos",
            "Pages",
            "."),
        new("Sweep.Testing", "Sweep.Testing",
            ".",
            "Databases",
            "Hosting"),
        new("sweep", "Sweep.Client",
            "Formatting Plots",
            "Terminal Reports",
            "Stores Tables",
            "Files Silos Training",
            "Export Serving Sweeps",
            "Running",
            "Commands",
            "."),
        new("sweep-silo", "Sweep.Silo", "."),
    ];

    /// <summary>The line of a namespace, from 0; null where no line has it.</summary>
    public int? LineOf(string space)
    {
        var line = Array.FindIndex(Lines, line => line.Split(' ').Contains(Relative(space)));
        return line < 0 ? null : line;
    }

    /// <summary>Names of the namespaces in order.</summary>
    public IEnumerable<string> Spaces => Lines.SelectMany(line => line.Split(' ')).Select(name => name == "." ? Root : $"{Root}.{name}");

    private string Relative(string space) => space == Root ? "." : space[(Root.Length + 1)..];
}
