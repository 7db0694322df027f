using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Web.Api;
using Sweep.Web.Keys;
using Sweep.Web.Pages;

namespace Sweep.Web;

/// <summary>Puts the HTTP API and the pages into a host.</summary>
public static class SweepWeb
{
    /// <summary>Adds what they work with; <c>ISweepService</c>, <c>IResultService</c> and <c>IKeyStore</c> among it.</summary>
    /// <exception cref="UnsafeAddressException">Of starting the host: others reach it, and it has no key to ask them for.</exception>
    public static IServiceCollection AddSweepWeb(this IServiceCollection services, WebSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton(settings.Access);
        services.AddSingleton(settings.Limits);
        services.AddSingleton(settings.Traces);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Sweeps);
        services.AddSingleton(settings.Results);
        services.AddSingleton(settings.Claims);
        services.AddSingleton(settings.DataSets);
        services.AddSingleton(settings.Keys);
        services.AddSingleton(provider => new SiloReader(settings.Silos is { } silos ? cancellation => silos(provider, cancellation) : null));
        AddAccess(services);
        services.AddSingleton<SweepFeeds>();
        services.AddSingleton<SweepVersions>();
        services.AddSingleton<SettledTables>();
        services.AddSingleton<StreamGate>();
        services.AddSingleton<SweepAsk>();
        if (settings.Retention is { } retention)
            services.AddSweepRetention(retention);
        else
            services.AddHostedService<DeletionFinisher>();
        services.AddRequestLimits(settings.Limits);
        services.AddApiDescription();
        services.AddSweepPages();
        services.Configure<JsonOptions>(json =>
        {
            var own = SweepJson.Default.Options;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, SweepJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = own.PropertyNamingPolicy;
            json.SerializerOptions.NumberHandling = own.NumberHandling;
            foreach (var converter in own.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        services.AddResponseCompression(compression =>
        {
            // Nothing secret is said beside what a caller wrote: nothing can be guessed from lengths.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, ProblemResult.ContentType, RecordLines.ContentType, "image/svg+xml"];
            compression.ExcludedMimeTypes = ["text/event-stream"];
        });
        return services;
    }

    /// <summary>Has the host delete sweeps whose time is over, whether or not it serves the rest.</summary>
    public static IServiceCollection AddSweepRetention(this IServiceCollection services, SweepRetention retention)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(retention).AddHostedService<RetentionService>();
    }

    /// <summary>Adds their routes, and what stands before all routes of the host: limits, who may, headers.</summary>
    public static WebApplication MapSweepWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseRouting();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.AnswerAsync, SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(Failures.AnswerStatusAsync);
        app.UseMiddleware<Gate>();
        app.UseAuthentication();
        app.UseRequestLimits();
        app.UseRequestTimeouts();
        app.UseEndOfLongRequests();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapApi();
        app.MapSignIn();
        app.MapSweepPages();
        return app;
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddSingleton<AccessState>();
        services.AddSingleton<KeyRing>();
        services.AddHostedService<AddressGuard>();
        services.AddAuthentication(KeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Scopes.Read, policy => policy.RequireClaim(KeyClaims.Scope, Scopes.Read))
            .AddPolicy(Scopes.Write, policy => policy.RequireClaim(KeyClaims.Scope, Scopes.Write))
            .AddPolicy(Scopes.Admin, policy => policy.RequireClaim(KeyClaims.Scope, Scopes.Admin))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireClaim(KeyClaims.Scope, Scopes.Read).Build());

        // Forms are good for as long as the server runs: no key of theirs lies in anybody's home.
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "sweep_form";
            forms.Cookie.HttpOnly = true;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }
}
