using System.Globalization;
using System.Text.Json;
using Sweep.Testing;

namespace Sweep.Benchmarks.Load;

/// <summary>Runs the built <c>sweep</c> in a process of its own, as a user does.</summary>
internal sealed class SweepProgram(string folder, string database)
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);

    /// <exception cref="InvalidOperationException">It did not complete all its trials.</exception>
    public async Task<SweepFigures> RunAsync(string spec)
    {
        var file = Path.Combine(folder, "spec.yaml");
        await File.WriteAllTextAsync(file, spec);
        using var process = SweepProcess.StartBuilt(Program(), folder, "run", file, "--database", database, "--json");
        var waiting = process.WaitAsync(Deadline);
        long peak = 0;
        while (await Task.WhenAny(waiting, Task.Delay(LookPeriod)) != waiting)
            peak = Math.Max(peak, PeakBytes(process.Id));
        var outcome = await waiting;
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException($"sweep run ended with {outcome.ExitCode}:\n{outcome.Errors}");
        return Read(outcome.Output, peak);
    }

    /// <exception cref="InvalidOperationException">It is not built.</exception>
    private static string Program()
    {
        var program = Repository.File("src/Sweep.Client/bin/Release/net10.0/sweep.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException("sweep is not built: dotnet build -c Release src/Sweep.Client");
    }

    private static SweepFigures Read(string json, long peak)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var planned = root.GetProperty("planned_trials").GetInt64();
        var trials = root.GetProperty("trials");
        var completed = trials.GetProperty("completed").GetInt64() + trials.GetProperty("pruned").GetInt64();
        if (completed != planned)
            throw new InvalidOperationException($"{completed} of {planned} trials were completed or pruned");
        double Seconds(string name) => root.GetProperty(name).GetDouble();
        return new SweepFigures(completed, Seconds("startup_seconds"), Seconds("wall_seconds"), Seconds("train_seconds"), peak)
        {
            Sweep = root.GetProperty("sweep_id").GetGuid(),
        };
    }

    /// <summary>The kernel keeps the greatest value itself, so looking now and then misses only growth of the last moment.</summary>
    private static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
