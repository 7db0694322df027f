using Microsoft.Playwright;
using Sweep.Web.Tests.Pages;

namespace Sweep.Web.Tests.Browser;

/// <summary>Debian's Chromium on the seeded pages, without its own calls to the network.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    /// <summary>A machine that does much else at the same time is slow, and nothing is wrong with the page for that.</summary>
    private const float Patience = 120_000;

    private const string Ranges = """
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.001, 0.3] }
          iterations: [243]
          samples: [30, 60]
          hidden: { linear: [2, 40] }
        target: { loss: 0.5 }
        """;

    private readonly SeededPages _pages = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal SeededPages Pages => _pages;

    /// <summary>A sweep of values that hardly any two trials share, by chance.</summary>
    internal Guid Random { get; private set; }

    /// <summary>Likewise, spread evenly.</summary>
    internal Guid Sobol { get; private set; }

    /// <summary>A sweep whose trials are stopped early.</summary>
    internal Guid Pruned { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await _pages.InitializeAsync();
        Random = await _pages.SubmitAsync($"name: by chance\n{Ranges}\nsampler: {{ kind: random, trials: 60 }}\n");
        Sobol = await _pages.SubmitAsync($"name: spread\n{Ranges}\nsampler: {{ kind: sobol, trials: 64 }}\nreplicates: 2\n");
        Pruned = await _pages.SubmitAsync($"name: stopped early\n{Ranges}\nsampler: {{ kind: sobol, trials: 64 }}\npruner: {{ kind: asha, min: 3, cohort: 16 }}\n");
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags });
    }

    /// <summary>A tab of its own, which keeps what goes wrong in it.</summary>
    internal async Task<Tab> OpenTabAsync(int width = 1280, bool isDark = false, bool hasScripts = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = _pages.Server.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScripts,
        });
        context.SetDefaultTimeout(Patience);
        return new Tab(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _pages.DisposeAsync();
    }
}
