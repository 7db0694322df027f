using System.Globalization;
using System.Security.Cryptography;
using Sweep.Core.Trainers;

namespace Sweep.Grains.Processes;

/// <summary>
/// What a silo's commands share: the folder they work in, the secrets they may be given, and the guard that ends them with the silo. One a silo.
/// </summary>
public sealed class CommandWorkplace : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _mark = $"{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
    private readonly ProcessGuard _guard;
    private readonly string _scratch;
    private long _attempts;

    /// <param name="root">Folder of work, made where it is not there; checkpoints and output of trials are in it.</param>
    /// <param name="secrets">Gives the value of a secret by its name; null for one that is not known here.</param>
    public CommandWorkplace(string root, Func<string, string?> secrets)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(secrets);
        (Root, Secrets) = (Path.GetFullPath(root), secrets);
        // Memory rather than a disk: it is fast, and what was deleted is gone.
        _scratch = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"sweep-{_mark}");
        _guard = new ProcessGuard($"{_mark}-", _scratch);
    }

    /// <summary>Full path.</summary>
    public string Root { get; }

    internal Func<string, string?> Secrets { get; }

    internal SpareFolders Spares { get; } = new();

    /// <summary>Forgets what a sweep's trials have left for their next attempts, once it is over and none of them runs here; what they put out stays.</summary>
    public void Forget(Guid sweep)
    {
        Spares.Forget(sweep);
        TrialFolder.EndSweep(Root, sweep);
    }

    /// <summary>Ends what still runs.</summary>
    public void Dispose()
    {
        _guard.Dispose();
        foreach (var sweep in Spares.Sweeps)
            Spares.Delete(sweep);
        Folders.Delete(_scratch);
    }

    /// <summary>Whatever is started with this mark ends with the silo.</summary>
    /// <exception cref="TrainerException">Nothing can see to that.</exception>
    internal string NextMark()
    {
        _guard.Stand();
        return string.Create(CultureInfo.InvariantCulture, $"{_mark}-{Interlocked.Increment(ref _attempts)}");
    }

    /// <summary>A folder for what ends with the attempt.</summary>
    internal string ScratchOf(string mark) => Path.Combine(_scratch, mark);
}
