using System.Text;
using Npgsql;
using Sweep.SystemTests.Otlp;
using Sweep.Testing;

namespace Sweep.SystemTests.Secrets;

/// <summary>A secret that is given to processes, and the search for it in all that comes out of them.</summary>
internal static class Planted
{
    /// <summary>Part of every secret that is planted, whatever stands around it.</summary>
    public const string Core = "Pl4nted";

    public static void AssertNotIn(string text, string where) =>
        Assert.False(text.Contains(Core, StringComparison.OrdinalIgnoreCase), $"{where} shows the secret:\n{text}");

    public static void AssertNotIn(SweepOutcome outcome, string where) => AssertNotIn($"{outcome.Output}\n{outcome.Errors}", where);

    /// <summary>Names and contents of all files of a folder, but for the tests' own settings.</summary>
    public static void AssertNotInFiles(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            AssertNotIn(Path.GetFileName(file) + Encoding.Latin1.GetString(File.ReadAllBytes(file)), file);
    }

    public static void AssertNotIn(OtlpReceiver receiver)
    {
        Assert.NotEmpty(receiver.Spans);
        Assert.NotEmpty(receiver.Metrics);
        foreach (var request in receiver.Requests)
            AssertNotIn(Encoding.Latin1.GetString(request.Span), "telemetry");
    }

    /// <summary>Every row of every table and view that people read.</summary>
    public static async Task AssertNotInRowsAsync(string database, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var table in (string[])["sweeps", "trials", "runs", "leases", "attempts", "checkpoints", "pattern_convergence", "orleans_silos"])
        {
#pragma warning disable CA2100 // Names of ours.
            await using var command = source.CreateCommand($"SELECT t::text FROM {table} t");
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                AssertNotIn(rows.GetString(0), table);
        }
    }
}
