using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>The commands that deploy/README.md tells people to type.</summary>
internal static class ReadmeCommands
{
    private const string Fence = "```";

    /// <summary>Those of the blocks marked as shell under one heading, in order.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(string heading)
    {
        var commands = new List<string>();
        var (inSection, inBlock) = (false, false);
        foreach (var line in await System.IO.File.ReadAllLinesAsync(Repository.File("deploy/README.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                inSection = line == $"## {heading}";
            else if (line.StartsWith(Fence, StringComparison.Ordinal))
                inBlock = inSection && line == $"{Fence}sh";
            else if (inBlock)
                commands.Add(line);
        }

        return commands.Count > 0 ? commands : throw new InvalidOperationException($"deploy/README.md: has no commands under \"{heading}\"");
    }
}
