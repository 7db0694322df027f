using Sweep.Core.Texts;
using Sweep.Core.Trainers;

namespace Sweep.Grains.Processes;

/// <summary>Finds the program that a command begins with, as a shell would.</summary>
internal static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="word">With a slash a path, from the command's directory; else looked for in the folders of PATH.</param>
    /// <param name="directory">Where the command runs.</param>
    /// <param name="path">The PATH that the command is given.</param>
    /// <exception cref="TrainerException">There is none.</exception>
    public static string Find(string word, string directory, string? path)
    {
        if (word.Contains('/', StringComparison.Ordinal))
        {
            var full = Path.Combine(directory, word);
            if (IsProgram(full))
                return full;
            throw Missing(word, File.Exists(full) ? $"{full} may not be executed: chmod +x it" : $"there is no file {full}");
        }

        foreach (var folder in (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var full = Path.Combine(directory, folder, word);
            if (IsProgram(full))
                return full;
        }

        throw Missing(word, $"it is in no folder of PATH, which is {(string.IsNullOrEmpty(path) ? "empty" : path)}");
    }

    private static bool IsProgram(string path) => OperatingSystem.IsLinux() && File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;

    private static TrainerException Missing(string word, string why) =>
        new($"command[0]: \"{Printable.Of(word)}\" is no program on {Environment.MachineName}: {why}");
}
