namespace Sweep.Testing;

/// <summary>
/// The programs as their projects build them: what is compiled ahead of time is not in a test's own copy, which takes twice the time to start.
/// </summary>
public static class Programs
{
    /// <summary>The path of <c>sweep.dll</c>.</summary>
    public static string Sweep { get; } = Built("src/Sweep.Client", "sweep.dll");

    /// <summary>The path of <c>sweep-silo.dll</c>.</summary>
    public static string Silo { get; } = Built("src/Sweep.Silo", "sweep-silo.dll");

    /// <summary>What a project of the repository builds, in the configuration of these tests.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public static string Built(string project, string file)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var path = Repository.File($"{project}/bin/{configuration}/net10.0/{file}");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not there: build the whole solution");
    }
}
