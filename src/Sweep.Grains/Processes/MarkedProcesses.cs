using System.Globalization;
using System.Text;

namespace Sweep.Grains.Processes;

/// <summary>
/// Finds what a trial started and what left its session: all that descends from it has its mark in the environment, unless it took it out on purpose.
/// </summary>
internal static class MarkedProcesses
{
    private const int MostRounds = 20;

    /// <summary>Kills them until none is left; a mark is that of one trial's attempt.</summary>
    public static void Kill(string variable, string mark)
    {
        var wanted = Encoding.UTF8.GetBytes($"{variable}={mark}\0");
        for (var round = 0; round < MostRounds; round++)
        {
            var found = Find(wanted);
            if (found.Count == 0)
                return;
            foreach (var process in found)
                LinuxCalls.Signal(process, LinuxCalls.Kill);
        }
    }

    private static List<int> Find(ReadOnlySpan<byte> wanted)
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && IsMarked(folder, wanted))
                found.Add(process);
        }

        return found;
    }

    private static bool IsMarked(string folder, ReadOnlySpan<byte> wanted)
    {
        try
        {
            return File.ReadAllBytes($"{folder}/environ").AsSpan().IndexOf(wanted) >= 0;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
