using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Sweep.Benchmarks.Load;

/// <summary>The peers in Python: each has a schema of its own in the database that Sweep uses, and is told of the server by libpq's environment.</summary>
internal sealed class PeerScripts(string folder, NpgsqlConnectionStringBuilder database)
{
    private const string Python = "/usr/bin/python3";
    private const string OptunaSchema = "peer_optuna";
    private const string NumPySchema = "peer_numpy";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static string Workers => Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Versions of Python, Optuna and NumPy.</summary>
    /// <exception cref="InvalidOperationException">They are not installed.</exception>
    public static async Task<string[]> VersionsAsync()
    {
        const string program = "import platform, numpy, optuna, psycopg2, sqlalchemy; print('Python ' + platform.python_version(), "
            + "'Optuna ' + optuna.__version__, 'SQLAlchemy ' + sqlalchemy.__version__, 'psycopg2 ' + psycopg2.__version__.split()[0], "
            + "'NumPy ' + numpy.__version__, sep=', ')";
        try
        {
            return (await RunAsync(new ProcessStartInfo(Python, ["-c", program]))).Trim().Split(", ");
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"the peers are not installed; tests/Sweep.Benchmarks/install-peers.sh does it\n{failure.Message}", failure);
        }
    }

    /// <summary>Gives both an empty schema.</summary>
    public async Task PrepareAsync()
    {
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var schema in new[] { OptunaSchema, NumPySchema })
        {
            await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Two workers on one study.</summary>
    public Task<PeerFigures> OptunaAsync(int trials, int points) =>
        RunAsync(OptunaSchema, "optuna_peer.py", Text(trials), Text(points), "2");

    /// <summary>A worker a core on every <paramref name="nth"/> trial of the sweep.</summary>
    public async Task<PeerFigures> NumPyAsync(string sweepJson, int nth)
    {
        var file = Path.Combine(folder, "sweep.json");
        await File.WriteAllTextAsync(file, sweepJson);
        return await RunAsync(NumPySchema, "numpy_pool.py", file, Text(nth), Workers);
    }

    private async Task<PeerFigures> RunAsync(string schema, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Peers", script), .. arguments]) { WorkingDirectory = folder };
        start.Environment["PGHOST"] = database.Host;
        start.Environment["PGPORT"] = Text(database.Port);
        start.Environment["PGUSER"] = database.Username;
        start.Environment["PGPASSWORD"] = database.Password;
        start.Environment["PGDATABASE"] = database.Database;
        start.Environment["PGOPTIONS"] = $"-c search_path={schema}";
        var output = await RunAsync(start);
        return JsonSerializer.Deserialize<PeerFigures>(output, Json) ?? throw new InvalidOperationException($"{script} printed nothing");
    }

    /// <summary>What it printed.</summary>
    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{await errors}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
