using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace Sweep.Benchmarks.Load;

/// <summary>
/// A peer in Python, with a schema of its own in the database that Sweep uses; it is told of the server by libpq's environment. One
/// that cannot be had, or fails once, is left out from then on and says why.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="script">The script under Peers.</param>
/// <param name="modules">What the script imports beside Python's own.</param>
internal sealed class Peer(string name, string script, string[] modules, string folder, NpgsqlConnectionStringBuilder database)
{
    private const string Python = "/usr/bin/python3";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string _schema = "peer_" + Path.GetFileNameWithoutExtension(script);

    public string Name => name;

    /// <summary>Why there are no figures of it; null while all is well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Its programs, with their versions.</summary>
    public IReadOnlyList<string> Versions { get; private set; } = [];

    /// <summary>Finds out whether it is installed, and gives it an empty schema.</summary>
    public async Task PrepareAsync(NpgsqlDataSource source)
    {
        var program = $"import platform, {string.Join(", ", modules)}; print('Python', platform.python_version())\n"
            + string.Join('\n', modules.Select(module => $"print('{module}', {module}.__version__.split()[0])"));
        try
        {
            Versions = (await RunAsync(new ProcessStartInfo(Python, ["-c", program]))).Trim().Split('\n');
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Trouble = $"{name} is not installed (tests/Sweep.Benchmarks/install-peers.sh does it): {LastLine(failure)}";
            return;
        }

        await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {_schema} CASCADE; CREATE SCHEMA {_schema}");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Its figures; null where it has none to give.</summary>
    public async Task<PeerFigures?> MeasureAsync(params string[] arguments)
    {
        if (Trouble is not null)
            return null;
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Peers", script), .. arguments]) { WorkingDirectory = folder };
        start.Environment["PGHOST"] = database.Host;
        start.Environment["PGPORT"] = database.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = database.Username;
        start.Environment["PGPASSWORD"] = database.Password;
        start.Environment["PGDATABASE"] = database.Database;
        start.Environment["PGOPTIONS"] = $"-c search_path={_schema}";
        try
        {
            return JsonSerializer.Deserialize<PeerFigures>(await RunAsync(start), Json);
        }
        catch (Exception failure) when (failure is InvalidOperationException or JsonException)
        {
            Trouble = $"{name} failed: {LastLine(failure)}";
            return null;
        }
    }

    private static string LastLine(Exception failure) => failure.Message.TrimEnd().Split('\n')[^1];

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
            : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}:\n{await errors}");
    }
}
