namespace Sweep.Benchmarks.Queries;

/// <summary>Asks the same of two databases in turn, so that other work on the machine meets both.</summary>
internal static class InTurn
{
    /// <summary>Says what half of the answers took at most, of each, and what the second took of the first.</summary>
    /// <param name="blocks">Blocks that each touched with a question, where that is known; for further columns.</param>
    public static async Task CompareAsync(
        (string Name, IEnumerable<(string Name, Func<Task> Ask)> Questions) one,
        (string Name, IEnumerable<(string Name, Func<Task> Ask)> Questions) other,
        int repeats,
        Func<Func<Task>, int, Task<long?>>? blocks = null)
    {
        Console.WriteLine($"{"ms, p50",-36}{one.Name,10}{other.Name,10}{"ratio",8}{(blocks is null ? "" : $"{"blocks",12}{"blocks",12}")}");
        foreach (var (first, second) in one.Questions.Zip(other.Questions))
        {
            await first.Ask();
            await second.Ask();
            var times = (new double[repeats], new double[repeats]);
            for (var k = 0; k < repeats; k++)
                (times.Item1[k], times.Item2[k]) = (await TimeAsync(first.Ask), await TimeAsync(second.Ask));
            var (here, there) = (Median(times.Item1), Median(times.Item2));
            var counted = blocks is null ? "" : $"{await blocks(first.Ask, 0),12:N0}{await blocks(second.Ask, 1),12:N0}";
            Console.WriteLine($"{first.Name,-36}{here,10:N1}{there,10:N1}{there / here,8:N2}{counted}");
        }
    }

    public static async Task<double> TimeAsync(Func<Task> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        await ask();
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(double[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }
}
