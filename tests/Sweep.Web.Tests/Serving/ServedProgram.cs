using System.Text.RegularExpressions;
using Sweep.Testing;

namespace Sweep.Web.Tests.Serving;

/// <summary>The real <c>sweep serve</c> over a new database in a folder of its own.</summary>
internal sealed partial class ServedProgram : IDisposable
{
    private readonly SweepProcess _process;

    private ServedProgram(TemporaryFolder folder, SweepProcess process, Uri address) => (Folder, _process, Address) = (folder, process, address);

    public TemporaryFolder Folder { get; }

    public Uri Address { get; }

    public static Task<ServedProgram> StartAsync(params string[] more) => StartInAsync(new TemporaryFolder(), new Dictionary<string, string>(), more);

    /// <param name="folder">Where its database is; goes with the program.</param>
    /// <param name="variables">Of its environment.</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<ServedProgram> StartInAsync(TemporaryFolder folder, IReadOnlyDictionary<string, string> variables, params string[] more)
    {
        var process = SweepProcess.StartWith(variables, folder.Path, ["serve", "--url", "http://127.0.0.1:0", "--slots", "2", .. more]);
        await process.SaysAsync("Ctrl-C ends it");
        return new ServedProgram(folder, process, new Uri(Where().Match(process.Said).Value));
    }

    /// <summary>Waits until it has said so.</summary>
    public Task SaysAsync(string words) => _process.SaysAsync(words);

    public async Task<SweepOutcome> InterruptAsync()
    {
        _process.Interrupt();
        return await _process.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose()
    {
        _process.Dispose();
        Folder.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Where();
}
