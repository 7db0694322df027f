namespace Sweep.Testing.Databases;

/// <summary>PostgreSQL's programs, installed where they are not there.</summary>
public static class LocalPrograms
{
    /// <exception cref="InvalidOperationException">They cannot be installed.</exception>
    public static async Task RequireAsync(CancellationToken cancellation)
    {
        if (LocalBinaries.FindFolder(Environment.GetEnvironmentVariable("PATH")) is null)
            await Command.RunAsync("/", [Repository.File("tests/engine/install-postgres.sh")], cancellation);
    }
}
