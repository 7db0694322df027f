using System.CommandLine;

namespace Sweep.Client.Commands;

/// <summary><c>--include-pruned</c>, of commands that rank and compare trials.</summary>
internal static class IncludePrunedOption
{
    public static Option<bool> Create() => new("--include-pruned")
    {
        Description = "Count pruned trials too, which were stopped because they were bad: medians come out too good",
    };
}
