using System.Diagnostics;

namespace Sweep.Testing;

/// <summary>The real <c>sweep</c> (or <c>sweep-silo</c>) program in a process of its own.</summary>
public sealed class SweepProcess : IDisposable
{
    private readonly Process _process;
    private readonly TextSoFar _output;
    private readonly TextSoFar _errors;

    private SweepProcess(Process process)
    {
        _process = process;
        _output = new TextSoFar(process.StandardOutput);
        _errors = new TextSoFar(process.StandardError);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has said on standard error so far.</summary>
    public string Said => _errors.Text;

    /// <summary>What it has said on standard output so far.</summary>
    public string Printed => _output.Text;

    /// <summary>Starts it in <paramref name="folder"/>; its database is what the arguments say, whatever this process's environment says.</summary>
    public static SweepProcess Start(string folder, params IEnumerable<string> arguments) => StartProgram(Programs.Sweep, folder, arguments);

    /// <summary>Starts it with these variables in its environment beside the usual ones.</summary>
    public static SweepProcess StartWith(IReadOnlyDictionary<string, string> variables, string folder, params IEnumerable<string> arguments) =>
        StartHosted([Programs.Sweep], folder, arguments, launcher: null, variables);

    /// <summary>Starts the program of another folder.</summary>
    /// <param name="program">The path of its <c>sweep.dll</c>.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    public static SweepProcess StartBuilt(string program, string folder, params IEnumerable<string> arguments) => StartHosted([program], folder, arguments);

    /// <inheritdoc cref="StartBuilt"/>
    public static SweepProcess StartBuiltWith(
        IReadOnlyDictionary<string, string> variables, string program, string folder, params IEnumerable<string> arguments) =>
        StartHosted([program], folder, arguments, launcher: null, variables);

    /// <summary>Starts the server with these variables in its environment beside the usual ones.</summary>
    public static SweepProcess StartSiloWith(IReadOnlyDictionary<string, string> variables, string folder, params IEnumerable<string> arguments) =>
        StartHosted([Programs.Silo], folder, arguments, launcher: null, variables);

    /// <summary>Starts the server instead.</summary>
    public static SweepProcess StartSilo(string folder, params IEnumerable<string> arguments) => StartProgram(Programs.Silo, folder, arguments);

    /// <summary>Starts the server under another machine's name: those of other names cannot look it up in the process table. Linux only.</summary>
    public static SweepProcess StartSiloOn(string machine, string folder, params IEnumerable<string> arguments) =>
        StartProgram(Programs.Silo, folder, arguments, Naming(machine));

    /// <summary>Starts <c>sweep</c> as one for whom permissions of files hold, as they do not for root by itself. Linux only.</summary>
    public static SweepProcess StartBound(string folder, params IEnumerable<string> arguments) => StartProgram(Programs.Sweep, folder, arguments, Bound());

    /// <summary>Starts <c>sweep</c> where a folder is mounted read-only. Linux only.</summary>
    /// <param name="mounted">Full path of the folder.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    public static SweepProcess StartBeside(string mounted, string folder, params IEnumerable<string> arguments) =>
        StartProgram(Programs.Sweep, folder, arguments, Mounting(mounted));

    private static SweepProcess StartProgram(string program, string folder, IEnumerable<string> arguments, string[]? launcher = null) =>
        StartHosted([program], folder, arguments, launcher);

    private static SweepProcess StartHosted(
        IEnumerable<string> program,
        string folder,
        IEnumerable<string> arguments,
        string[]? launcher = null,
        IReadOnlyDictionary<string,
        string>? variables = null)
    {
        // A shell's background job ignores SIGINT, and so would every process below it: here Ctrl-C must work wherever the tests were started.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        if (launcher is not null)
            command = [.. launcher, .. command];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Sweep");
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.StandardInput.Close();
        return new SweepProcess(process);
    }

    /// <summary>Each program becomes the next one, so the process stays the same.</summary>
    private static string[] Naming(string machine) =>
        ["unshare", "--uts", .. Own(), "sh", "-c", "hostname \"$0\" && exec \"$@\"", machine];

    private static string[] Mounting(string folder) =>
        ["unshare", "--mount", .. Own(), "sh", "-c", "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"", folder];

    /// <summary>Without the capabilities by which root passes over permissions.</summary>
    private static string[] Bound() => Environment.IsPrivilegedProcess
        ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
        : [];

    private static string[] Own() => Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<SweepOutcome> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        return await process.WaitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end within <paramref name="deadline"/> (five minutes where not given); it is killed.</exception>
    public async Task<SweepOutcome> WaitAsync(TimeSpan? deadline = null)
    {
        using var limit = new CancellationTokenSource(deadline ?? TimeSpan.FromMinutes(5));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            Kill();
            throw new TimeoutException($"sweep did not end in time; it said:\n{await _output.All}\n{await _errors.All}", late);
        }

        return new SweepOutcome(_process.ExitCode, await _output.All, await _errors.All);
    }

    /// <summary>Waits until it has said something on standard error.</summary>
    /// <exception cref="InvalidOperationException">It ended without.</exception>
    public async Task SaysAsync(string text)
    {
        await Eventually.TrueAsync(() => HasSaid(text) || _errors.All.IsCompleted, $"it says \"{text}\"");
        if (!HasSaid(text))
            throw new InvalidOperationException($"it ended and did not say \"{text}\", but:\n{await _errors.All}");
    }

    /// <summary>SIGKILL: no handler, no clean-up.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT, as Ctrl-C gives it.</summary>
    public void Interrupt() => Signal(2);

    /// <summary>SIGTERM, as a service manager gives it.</summary>
    public void Terminate() => Signal(15);

    /// <summary>SIGSTOP: it holds all that it holds, and does nothing.</summary>
    public void Freeze() => Signal(19);

    /// <summary>SIGCONT: it goes on where it was, knowing nothing of the time between.</summary>
    public void Thaw() => Signal(18);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private bool HasSaid(string text) => Said.Contains(text, StringComparison.Ordinal);

    private void Signal(int signal)
    {
        if (!ProcessSignals.TrySend(_process.Id, signal))
            throw new InvalidOperationException($"process {_process.Id} took no signal");
    }
}
