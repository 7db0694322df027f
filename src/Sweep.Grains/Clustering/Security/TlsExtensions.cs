using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Sweep.Grains.Clustering.Security;

/// <summary>Mutual TLS on every connection of a silo, or a client, by the certificates of one private authority.</summary>
public static class TlsExtensions
{
    private const string Category = "Sweep.Grains.Clustering.Security";

    /// <summary>Silos take silos on their port for silos, clients and silos on that for clients, and nobody else.</summary>
    public static ISiloBuilder UseSweepTls(this ISiloBuilder silo, TlsKeeper keeper) => silo
        .ConfigureServices(services => services
            .AddSingleton(keeper)
            .AddHostedService<TlsWatch>()
            .AddSingleton(provider => new RefusalLog(LoggerOf(provider), keeper.Time)))
        .Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloInboundConnection(builder => Accept(builder, keeper, PeerRole.Silo));
            options.ConfigureGatewayInboundConnection(builder => Accept(builder, keeper, PeerRole.Client));
            options.ConfigureSiloOutboundConnection(builder => Reach(builder, keeper));
        });

    /// <summary>Clients take silos for silos, and nobody else.</summary>
    public static IClientBuilder UseSweepTls(this IClientBuilder client, TlsKeeper keeper) =>
        client.Configure<ClientConnectionOptions>(options => options.ConfigureConnection(builder => Reach(builder, keeper)));

    private static void Accept(IConnectionBuilder builder, TlsKeeper keeper, PeerRole role)
    {
        var logger = LoggerOf(builder.ApplicationServices);
        Watch(builder, keeper, role);
        builder.UseServerTls(new TlsOptions
        {
            // The package's own check knows nothing of roles, and SslStream takes one callback: it is that of the handshake.
            RemoteCertificateMode = RemoteCertificateMode.NoCertificate,
            LocalServerCertificateSelector = (_, _) => keeper.Current(logger).Certificate,
            OnAuthenticateAsServer = (connection, options) => Secure(
                (SslServerAuthenticationOptions)options.SslServerAuthenticationOptions, keeper.Current(logger), HandshakeOf(connection)),
        });
        Require(builder);
    }

    private static void Reach(IConnectionBuilder builder, TlsKeeper keeper)
    {
        var logger = LoggerOf(builder.ApplicationServices);
        Watch(builder, keeper, PeerRole.Silo);
        builder.UseClientTls(new TlsOptions
        {
            RemoteCertificateMode = RemoteCertificateMode.NoCertificate,
            OnAuthenticateAsClient = (connection, options) => Secure(
                (SslClientAuthenticationOptions)options.SslClientAuthenticationOptions, keeper.Current(logger), HandshakeOf(connection)),
        });
        Require(builder);
    }

    private static void Secure(SslServerAuthenticationOptions options, TlsCredentials own, Handshake handshake)
    {
        options.ServerCertificateSelectionCallback = null;
        options.ServerCertificateContext = own.Context;
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = own.Policy();
        options.RemoteCertificateValidationCallback = handshake.Judge;
        // Each connection is judged by the files as they are now.
        options.AllowTlsResume = false;
    }

    /// <summary>Also for whoever looks why a connection does not come about.</summary>
    internal static void Secure(SslClientAuthenticationOptions options, TlsCredentials own, Handshake handshake)
    {
        options.TargetHost = "";
        options.ClientCertificateContext = own.Context;
        options.CertificateChainPolicy = own.Policy();
        options.RemoteCertificateValidationCallback = handshake.Judge;
        options.AllowTlsResume = false;
    }

    private static void Watch(IConnectionBuilder builder, TlsKeeper keeper, PeerRole role)
    {
        var refusals = builder.ApplicationServices.GetService<RefusalLog>();
        builder.Use(next => async connection =>
        {
            var handshake = new Handshake(role, keeper.Time);
            connection.Features.Set(handshake);
            await next(connection);
            if (!handshake.IsAccepted)
                refusals?.Note(connection.RemoteEndPoint, handshake.Fault);
        });
    }

    /// <summary>Whatever the package does, nobody gets further whose certificate was not judged.</summary>
    private static void Require(IConnectionBuilder builder) =>
        builder.Use(next => connection => HandshakeOf(connection).IsAccepted ? next(connection) : Task.CompletedTask);

    private static Handshake HandshakeOf(ConnectionContext connection) =>
        connection.Features.Get<Handshake>() ?? throw new InvalidOperationException("a connection that nobody watches");

    private static ILogger LoggerOf(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
}
