using System.CommandLine;

namespace Sweep.Client.Commands;

/// <summary>Arguments that several commands take.</summary>
internal static class Arguments
{
    public static Argument<string> SweepId() => new("id")
    {
        HelpName = "ID",
        Description = "The sweep: its id, the start of it that no other sweep shares, or latest",
    };
}
