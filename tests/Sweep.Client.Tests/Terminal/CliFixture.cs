using System.Text;
using Sweep.Client.Terminal;

namespace Sweep.Client.Tests.Terminal;

/// <summary>Runs commands in this process, in a folder of their own that is deleted afterwards.</summary>
public sealed class CliFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-cli-");

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The database's path; nothing is there at first.</summary>
    public string Database => PathOf("test.db");

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name).Order()];

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs a command on the fixture's database.</summary>
    internal Task<CliRun> RunAsync(params string[] args) => RunAsWrittenAsync([.. args, "--database", Database]);

    /// <summary>Runs a command exactly as written.</summary>
    internal static async Task<CliRun> RunAsWrittenAsync(
        string[] args, string input = "", Dictionary<string, string>? environment = null, CancellationTokenSource? interrupt = null,
        bool isTerminal = false)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var context = new CliContext
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            InputIsTerminal = isTerminal,
            Output = output,
            Error = error,
            Variable = name => environment?.GetValueOrDefault(name),
            VariableNames = environment?.Keys.ToArray() ?? [],
            Interrupted = interrupt?.Token ?? TestContext.Current.CancellationToken,
        };
        var code = await SweepApp.RunAsync(args, context);
        return new CliRun(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
