using Sweep.Testing;

namespace Sweep.Grains.Tests.Processes;

/// <summary>Processes that a test's scripts have written down, a number a line.</summary>
internal static class ProcessIds
{
    /// <summary>Once there are so many of them.</summary>
    public static async Task<int[]> WrittenAsync(string path, int count)
    {
        await Eventually.TrueAsync(() => File.Exists(path) && File.ReadAllLines(path).Length >= count, $"{count} processes stand in {path}");
        return [.. File.ReadAllLines(path).Select(int.Parse)];
    }

    /// <summary>What runs is neither gone nor a zombie that nobody has waited for.</summary>
    public static bool Runs(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static Task GoneAsync(params IEnumerable<int> processes) =>
        Eventually.TrueAsync(() => !processes.Any(Runs), $"processes {string.Join(", ", processes)} are gone", TimeSpan.FromSeconds(20));
}
