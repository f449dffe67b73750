package io.taskforge.api.dispatch;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.taskforge.model.settings.ServerTrust;
import io.vertx.core.net.TrustOptions;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has the connector trust none but the right broker. Its own setting for host names is passed on to a client that hands the handshake to
 * the driver and forgets about it: a certificate for any host would do, as a test shows.
 */
@ApplicationScoped
class BrokerTrust implements ClientCustomizer<RabbitMQOptions> {

    private final Optional<Path> ca;

    BrokerTrust(@ConfigProperty(name = "taskforge.amqp-ca-file") Optional<Path> ca) {
        this.ca = ca;
    }

    @Override
    public RabbitMQOptions customize(String channel, Config config, RabbitMQOptions options) {
        if (options.isSsl()) {
            options.setTrustAll(false);
            options.setTrustOptions(TrustOptions.wrap(ServerTrust.ofBroker(ca)));
        }
        return options;
    }
}
