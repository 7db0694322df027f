namespace Sweep.Benchmarks.Load;

/// <summary>The checkout that this program was built in.</summary>
internal static class Repository
{
    /// <exception cref="InvalidOperationException">The program does not lie in one.</exception>
    public static string Folder()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "Sweep.sln")))
                return place.FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no checkout of Sweep: build and run it there");
    }
}
