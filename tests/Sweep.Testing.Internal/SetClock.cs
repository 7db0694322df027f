namespace Sweep.Testing;

/// <summary>
/// The wall clock of one process, which can be set while it runs; what measures how long something takes goes on. By libfaketime, Debian's
/// package <c>faketime</c>.
/// </summary>
public sealed class SetClock
{
    private const string Library = "libfaketimeMT.so.1";

    private readonly string _file;

    /// <param name="folder">Where a file says how the clock stands.</param>
    /// <exception cref="InvalidOperationException">The library is not installed.</exception>
    public SetClock(TemporaryFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _file = folder.Write("clock", "+0");
        var library = Directory.Exists("/usr/lib")
            ? Directory.EnumerateFiles("/usr/lib", Library, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 }).FirstOrDefault()
            : null;
        Variables = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library ?? throw new InvalidOperationException($"{Library} is not below /usr/lib: run tests/engine/install-faketime.sh, or install Debian's package faketime"),
            ["FAKETIME_TIMESTAMP_FILE"] = _file,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
    }

    /// <summary>The environment of the process.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Sets it off the machine's clock.</summary>
    public void Set(TimeSpan off) => File.WriteAllText(_file, FormattableString.Invariant($"{off.TotalSeconds:+0;-0}"));
}
