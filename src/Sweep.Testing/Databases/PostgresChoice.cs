namespace Sweep.Testing.Databases;

/// <summary>Finds a place for a server of our own: a container first, then this machine's programs.</summary>
internal static class PostgresChoice
{
    /// <exception cref="PostgresUnavailableException">There is none; the message has every reason.</exception>
    public static async Task<IPostgresHost> StartAsync(PostgresTuning tuning, PostgresSettings settings, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        if (settings.Place is not PostgresPlace.Local)
        {
            foreach (var image in settings.Images)
            {
                if (await TryAsync(() => ContainerPostgres.StartAsync(image, tuning, settings, cancellation), reasons) is { } container)
                    return container;
            }
        }

        if (settings.Place is not PostgresPlace.Container && await TryAsync(() => LocalPostgres.StartAsync(tuning, cancellation), reasons) is { } local)
            return local;
        throw new PostgresUnavailableException(
            $"""
            no PostgreSQL server for tests could be had:
            {string.Join('\n', reasons.Select(reason => $"  {reason}"))}
            Start a container engine, or install PostgreSQL, or name a server in {PostgresSettings.ConnectionVariable}; ./test.sh does it by itself where it can (docs/testing.md).
            """);
    }

    private static async Task<IPostgresHost?> TryAsync<T>(Func<Task<T>> start, List<string> reasons)
        where T : IPostgresHost
    {
        try
        {
            return await start();
        }
        catch (PostgresUnavailableException failure)
        {
            reasons.Add(failure.Message);
            return null;
        }
    }
}
