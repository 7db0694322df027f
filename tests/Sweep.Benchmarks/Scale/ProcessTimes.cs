using System.Globalization;
using Npgsql;

namespace Sweep.Benchmarks.Scale;

/// <summary>CPU seconds of processes, as Linux counts them (proc(5)).</summary>
internal static class ProcessTimes
{
    private const double TicksPerSecond = 100;

    // What stands after the name in parentheses, from the state on.
    private const int Parent = 1;
    private const int User = 11;
    private const int System = 12;
    private const int UserOfEnded = 13;
    private const int SystemOfEnded = 14;

    /// <summary>Of one process.</summary>
    public static double Of(int process) => Ticks(Read(process), User, System) / TicksPerSecond;

    /// <summary>Of a process and its children, those that have ended too.</summary>
    public static double OfFamily(int parent)
    {
        var ticks = Ticks(Read(parent), User, System, UserOfEnded, SystemOfEnded);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && Read(process) is { Length: > Parent } child && child[Parent] == parent.ToString(CultureInfo.InvariantCulture))
                ticks += Ticks(child, User, System);
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>The first process of the server that a connection leads to; null where it does not run beside this one.</summary>
    public static async Task<int?> ServerOfAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("SELECT pg_backend_pid()");
        var backend = Read((int)(await command.ExecuteScalarAsync())!);
        return backend.Length > Parent ? int.Parse(backend[Parent], CultureInfo.InvariantCulture) : null;
    }

    private static double Ticks(string[] stat, params ReadOnlySpan<int> fields)
    {
        var sum = 0.0;
        foreach (var field in fields)
            sum += field < stat.Length ? double.Parse(stat[field], CultureInfo.InvariantCulture) : 0;
        return sum;
    }

    /// <summary>Empty where there is no such process.</summary>
    private static string[] Read(int process)
    {
        try
        {
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{process}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
